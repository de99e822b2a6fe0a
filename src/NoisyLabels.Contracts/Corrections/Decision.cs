namespace NoisyLabels.Contracts.Corrections;

/// <summary>One decision on one task.</summary>
/// <param name="Label">The label that is right; only for <see cref="DecisionKind.Relabelled"/>.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.Decision")]
public sealed record Decision(long TaskId, DecisionKind Kind, string? Label = null);
