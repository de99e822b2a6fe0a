
namespace NoisyLabels.Contracts.Api;

/// <summary>The answer to <c>GET …/runs</c>.</summary>
/// <param name="Runs">Newest first.</param>
public sealed record RunList(IReadOnlyList<ProjectRun> Runs);

/// <summary>A training of a project.</summary>
/// <param name="Sentences">What the training led to, or why it failed.</param>
public sealed record ProjectRun(
    Guid Id,
    RunPhase Phase,
    string Reason,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? ModelVersion,
    IReadOnlyList<string> Sentences);

/// <summary>The answer to <c>GET …/versions</c>.</summary>
/// <param name="Versions">Newest first.</param>
public sealed record VersionList(IReadOnlyList<ProjectVersion> Versions);

/// <summary>A version of a project's model.</summary>
/// <param name="IsActive">This version predicts and judges.</param>
/// <param name="Outcome">What its training found.</param>
public sealed record ProjectVersion(
    string ModelVersion, bool IsActive, DateTimeOffset CreatedAt, TrainingOutcome Outcome);
