namespace NoisyLabels.LabelStudio.Backend;

/// <param name="JobStatus"><c>queued</c>, <c>started</c>, <c>finished</c> or <c>failed</c>.</param>
/// <param name="Error">One sentence when it failed, else empty.</param>
public sealed record JobStatusResponse(
    string JobStatus, string Error, DateTimeOffset? CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
