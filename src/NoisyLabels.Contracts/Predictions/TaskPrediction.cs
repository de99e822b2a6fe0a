namespace NoisyLabels.Contracts.Predictions;

/// <summary>What the model says about one task.</summary>
/// <param name="TaskId">Null where the request names none.</param>
/// <param name="Controls">One for each control that has a model; none when nothing can be said.</param>
/// <param name="Score">0 to 1; null when nothing can be said.</param>
/// <param name="Problem">One sentence: why nothing can be said; null when something is.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TaskPrediction")]
public sealed record TaskPrediction(
    long? TaskId, IReadOnlyList<ControlPrediction> Controls, double? Score, string? Problem = null);
