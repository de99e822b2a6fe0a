namespace NoisyLabels.Contracts.Api;

/// <summary>The body of a refusal, <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One sentence for a person: why, and what to do.</param>
public sealed record ProblemDetails(string? Title, int? Status, string? Detail)
{
    /// <summary>The content type of such a body.</summary>
    public const string ContentType = "application/problem+json";
}
