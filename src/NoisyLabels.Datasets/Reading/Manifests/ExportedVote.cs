namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>What one annotation of an exported task says.</summary>
internal sealed record ExportedVote(IReadOnlyList<string> Choices, bool IsGroundTruth);
