using System.Net.Http.Headers;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>Repeats what may be repeated, and gives each attempt its time, as the request's policy says.</summary>
internal static class ResiliencePipeline
{
    private const int MostRetries = 10;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder, TimeProvider clock)
    {
        builder.TimeProvider = clock;
        builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MostRetries,
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

    /// <summary>What the server asks for, within reason; else doubling from the policy's first delay.</summary>
    private static TimeSpan Delay(RetryDelayGeneratorArguments<HttpResponseMessage> arguments, TimeProvider clock)
    {
        var policy = CallPolicy.Of(arguments.Context.GetRequestMessage());
        var delay = Asked(arguments.Outcome.Result?.Headers.RetryAfter, clock)
            ?? policy.RetryDelay * Math.Pow(2, arguments.AttemptNumber);
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > LongestDelay ? LongestDelay : delay;
    }

    private static TimeSpan? Asked(RetryConditionHeaderValue? header, TimeProvider clock) =>
        header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}
