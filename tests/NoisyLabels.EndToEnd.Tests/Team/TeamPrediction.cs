namespace NoisyLabels.EndToEnd.Tests.Team;

/// <summary>A prediction as Label Studio stores it.</summary>
/// <param name="Label">Its first choice; null when it has none.</param>
internal sealed record TeamPrediction(
    long Task, string ModelVersion, double? Score, double? Mislabeling, string? Label);
