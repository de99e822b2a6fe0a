namespace NoisyLabels.Contracts.Training;

/// <param name="Reason">For people: what asked for it, for example <c>Start Training</c>.</param>
/// <param name="IsForced">Train although nothing has changed since the last time.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingRequest")]
public sealed record TrainingRequest(string Reason, bool IsForced);
