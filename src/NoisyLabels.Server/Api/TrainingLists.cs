using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Server.Api;

/// <param name="Runs">Newest first.</param>
internal sealed record RunList(IReadOnlyList<Run> Runs);

/// <param name="Sentences">What came of it, or why it failed.</param>
internal sealed record Run(
    Guid Id,
    RunPhase Phase,
    string Reason,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? ModelVersion,
    IReadOnlyList<string> Sentences);

/// <param name="Versions">Newest first.</param>
internal sealed record VersionList(IReadOnlyList<Version> Versions);

internal sealed record Version(string ModelVersion, bool IsActive, DateTimeOffset CreatedAt, TrainingOutcome Outcome);
