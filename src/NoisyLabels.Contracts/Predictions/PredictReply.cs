namespace NoisyLabels.Contracts.Predictions;

/// <param name="ModelVersion">The project's version, also when it has no model yet.</param>
/// <param name="Tasks">One entry for each task of the command, in its order.</param>
/// <param name="Left">Tasks that were not done before the deadline; their predictions will be pushed.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.PredictReply")]
public sealed record PredictReply(string ModelVersion, IReadOnlyList<TaskPrediction> Tasks, int Left);
