using System.Net.Http.Headers;
using Microsoft.Extensions.Http.Resilience;
using NoisyLabels.LabelStudio.Api.Access;
using Polly;
using Polly.Retry;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>Repeats what may be repeated, and gives each attempt its time, as the request's policy says.</summary>
internal static class ResiliencePipeline
{
    private const int MaxRetries = 10;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder, TimeProvider clock)
    {
        builder.TimeProvider = clock;
        builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MaxRetries,
            ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(arguments)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Delay(arguments, clock)),
        });
        builder.AddTimeout(new HttpTimeoutStrategyOptions
        {
            TimeoutGenerator = arguments =>
                ValueTask.FromResult(CallPolicy.Of(arguments.Context.GetRequestMessage()).Timeout),
        });
    }

    private static bool ShouldRepeat(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        var policy = CallPolicy.Of(arguments.Context.GetRequestMessage());
        if (arguments.AttemptNumber >= policy.Retries)
        {
            return false;
        }

        return policy.IsRepeatable
            ? HttpClientResiliencePredicates.IsTransient(arguments.Outcome)
            : arguments.Outcome.Exception is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
            };
    }

    /// <summary>Waits as long as the server asks, within reason, or else doubles the policy's first delay.</summary>
    private static TimeSpan Delay(RetryDelayGeneratorArguments<HttpResponseMessage> arguments, TimeProvider clock)
    {
        var policy = CallPolicy.Of(arguments.Context.GetRequestMessage());
        var delay = ReadRetryAfter(arguments.Outcome.Result?.Headers.RetryAfter, clock)
            ?? policy.RetryDelay * Math.Pow(2, arguments.AttemptNumber);
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > MaxDelay ? MaxDelay : delay;
    }

    private static TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header, TimeProvider clock) =>
        header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}

/// <summary>How patient one call is; it travels with the request to the resilience pipeline.</summary>
/// <param name="Timeout">Time for one attempt, up to the headers of the answer.</param>
/// <param name="Retries">How often it may be repeated.</param>
/// <param name="RetryDelay">The wait before the first repetition; it doubles with each.</param>
/// <param name="IsRepeatable">Asking twice does no harm. Any other call is repeated only when it never arrived.</param>
internal sealed record CallPolicy(TimeSpan Timeout, int Retries, TimeSpan RetryDelay, bool IsRepeatable)
{
    public static readonly HttpRequestOptionsKey<CallPolicy> Key = new("NoisyLabels.CallPolicy");

    public static CallPolicy Of(LabelStudioOptions options, bool isLong, bool isRepeatable) => new(
        isLong ? options.LongTimeout : options.Timeout, options.Retries, options.RetryDelay, isRepeatable);

    public static CallPolicy Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var policy)
            ? policy
            : new CallPolicy(TimeSpan.FromSeconds(30), 0, TimeSpan.Zero, IsRepeatable: false);
}
