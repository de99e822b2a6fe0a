namespace NoisyLabels.Contracts.Training;

/// <param name="Phase">What is being done, for people: <c>features</c>, <c>learning</c>.</param>
/// <param name="Done">Steps done, 0 to <paramref name="Total"/>.</param>
/// <param name="Total">0 when it is not known.</param>
/// <param name="SecondsLeft">Estimate; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingProgress")]
public sealed record TrainingProgress(string Phase, long Done, long Total, double? SecondsLeft);
