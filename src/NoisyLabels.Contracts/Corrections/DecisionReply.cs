namespace NoisyLabels.Contracts.Corrections;

/// <param name="Taken">How many decisions were appended; all or none.</param>
/// <param name="Problems">Sentences: what is wrong with the batch; empty when it was taken.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.DecisionReply")]
public sealed record DecisionReply(int Taken, IReadOnlyList<string> Problems);
