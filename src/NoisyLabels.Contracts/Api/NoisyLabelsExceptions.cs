using System.Net;

namespace NoisyLabels.Contracts.Api;

/// <summary>The server refuses a request, and says why.</summary>
public sealed class NoisyLabelsApiException(HttpStatusCode status, ProblemDetails? problem)
    : Exception(problem?.Detail ?? $"The server refuses the request ({(int)status} {status}).")
{
    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode Status => status;

    /// <summary>What the server says; null when something else refuses, such as a proxy.</summary>
    public ProblemDetails? Problem => problem;
}

/// <summary>Nothing answers, or the connection breaks off; the same request may succeed in a moment.</summary>
/// <param name="server">The address that was asked.</param>
/// <param name="timeout">How long the client waited in vain; null when nothing answers at all.</param>
public sealed class NoisyLabelsUnreachableException(Uri? server, TimeSpan? timeout, Exception innerException)
    : Exception(
        timeout is { } waited
            ? $"{server} did not answer within {waited.TotalSeconds:0} s."
            : $"Nothing answers at {server}.",
        innerException)
{
    public Uri? Server => server;

    public TimeSpan? Timeout => timeout;
}

/// <summary>What answers is no NoisyLabels server, or one of another version.</summary>
public sealed class NoisyLabelsFormatException(Uri? server, Exception innerException)
    : Exception($"What answers at {server} is no NoisyLabels server of this version.", innerException)
{
    public Uri? Server => server;
}
