using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Server.Api;

/// <summary>A version of a project's model.</summary>
internal sealed record VersionItem(
    string ModelVersion, bool IsActive, DateTimeOffset CreatedAt, TrainingOutcome Outcome);
