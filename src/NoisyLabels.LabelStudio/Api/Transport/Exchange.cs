using System.Net;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Problems;
using Polly.Timeout;

namespace NoisyLabels.LabelStudio.Api.Transport;

/// <summary>One request and its whole answer, or the sentence that says why there is none.</summary>
internal static class Exchange
{
    public static async Task<ApiResult<Answer>> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        LabelStudioOptions options,
        TimeProvider clock,
        CallPolicy policy,
        CancellationToken cancellation)
    {
        request.Options.Set(CallPolicy.Key, policy);
        try
        {
            using var response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
            using var timer = new CancellationTokenSource(policy.Timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
            var body = await ReadAsync(response.Content, options.MaxBytes, either.Token).ConfigureAwait(false);
            return body is { } whole
                ? ApiResults.Of(new Answer(response.StatusCode, whole))
                : ApiResults.Fail<Answer>(new ApiProblem(
                    ApiProblemKind.Unreadable,
                    $"An answer of Label Studio has more than {options.MaxBytes} bytes, the most that is read."));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested
            && ExplainException(e, options, policy.Timeout) is { } problem)
        {
            return ApiResults.Fail<Answer>(problem);
        }
    }

    /// <summary>Says what an exception of the network means; null for any other exception.</summary>
    public static ApiProblem? ExplainException(Exception exception, LabelStudioOptions options, TimeSpan timeout)
    {
        var address = options.Root.GetLeftPart(UriPartial.Authority);
        return exception switch
        {
            OperationCanceledException or TimeoutRejectedException => new ApiProblem(
                ApiProblemKind.TimedOut,
                $"Label Studio at {address} did not answer within {timeout.TotalSeconds:0.#} s."),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new ApiProblem(
                ApiProblemKind.Unreachable, $"The host of {address} cannot be found from here."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new ApiProblem(
                ApiProblemKind.Unreachable,
                $"No secure connection to {address}: this machine does not trust its certificate."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new ApiProblem(
                ApiProblemKind.Unreachable, $"Nothing answers at {address}; is Label Studio running there?"),
            HttpRequestException or IOException => new ApiProblem(
                ApiProblemKind.Unreachable, $"The connection to Label Studio at {address} broke off."),
            _ => null,
        };
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpContent content, long maxBytes, CancellationToken cancellation)
    {
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        return await BoundedRead.ToEndAsync(stream, maxBytes, cancellation).ConfigureAwait(false);
    }
}

/// <summary>The whole of an answer, whatever its status.</summary>
internal sealed record Answer(HttpStatusCode Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
