namespace NoisyLabels.Learning.Assistance;

/// <summary>A model, or why there is none yet; exactly one of the two.</summary>
/// <param name="Model">What was learned.</param>
/// <param name="NoModelReason">A sentence that says what is missing.</param>
public sealed record AssistanceOutcome(AssistedModel? Model, string? NoModelReason);
