namespace NoisyLabels.Contracts.Corrections;

/// <param name="Control">Name of the control; null for the only one.</param>
/// <param name="Actor">Who decided, for people.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.DecisionBatch")]
public sealed record DecisionBatch(string? Control, string Actor, IReadOnlyList<Decision> Decisions);
