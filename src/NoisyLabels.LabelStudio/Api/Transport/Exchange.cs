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
        bool isLong,
        bool isRepeatable,
        CancellationToken cancellation)
    {
        var timeout = isLong ? options.LongTimeout : options.Timeout;
        request.Options.Set(
            CallPolicy.Key, new CallPolicy(timeout, options.Retries, options.RetryDelay, isRepeatable));
        try
        {
            using var response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
            using var timer = new CancellationTokenSource(timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
            var body = await ReadAsync(response.Content, options.MostBytes, either.Token).ConfigureAwait(false);
            return body is { } whole
                ? ApiResults.Of(new Answer(response.StatusCode, whole))
                : ApiResults.Failed<Answer>(new ApiProblem(
                    ApiProblemKind.Unreadable, $"An answer of Label Studio has more than {options.MostBytes} bytes."));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested
            && ProblemOf(e, options, timeout) is { } problem)
        {
            return ApiResults.Failed<Answer>(problem);
        }
    }

    /// <summary>Null for exceptions that are none of the network's.</summary>
    public static ApiProblem? ProblemOf(Exception exception, LabelStudioOptions options, TimeSpan timeout)
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
                ApiProblemKind.Unreachable, $"No secure connection to {address}: its certificate is not trusted here."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new ApiProblem(
                ApiProblemKind.Unreachable, $"Nothing answers at {address}; is Label Studio running there?"),
            HttpRequestException or IOException => new ApiProblem(
                ApiProblemKind.Unreachable, $"The connection to Label Studio at {address} broke off."),
            _ => null,
        };
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpContent content, long mostBytes, CancellationToken cancellation)
    {
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            if (copy.Length + count > mostBytes)
            {
                return null;
            }

            copy.Write(buffer, 0, count);
        }

        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
