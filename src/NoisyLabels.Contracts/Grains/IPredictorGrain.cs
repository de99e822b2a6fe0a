using System.Collections.Immutable;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Grains;

/// <summary>
/// Predicts tasks of one project, key <see cref="ProjectKey"/> as text: a stateless worker, on any silo, that keeps the
/// project's model warm.
/// </summary>
[Alias("NoisyLabels.IPredictorGrain")]
public interface IPredictorGrain : IGrainWithStringKey
{
    [Alias("Predict")]
    [ResponseTimeout("00:02:00")]
    Task<PredictReply> Predict(PredictCommand command);
}

/// <param name="LabelConfig">The configuration of the request; null where it carries none.</param>
/// <param name="Deadline">Tasks that are not done by then are left for the background.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.PredictCommand")]
public sealed record PredictCommand(ImmutableArray<TaskRecord> Tasks, string? LabelConfig, TimeSpan Deadline);

/// <param name="ModelVersion">The project's version, also when it has no model yet.</param>
/// <param name="Tasks">One entry for each task of the command, in its order.</param>
/// <param name="Left">Tasks that were not done before the deadline; their predictions will be pushed.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.PredictReply")]
public sealed record PredictReply(string ModelVersion, IReadOnlyList<TaskPrediction> Tasks, int Left);

/// <summary>What the model says about one task.</summary>
/// <param name="TaskId">Null where the request names none.</param>
/// <param name="Controls">One for each control that has a model; none when nothing can be said.</param>
/// <param name="Score">0 to 1; null when nothing can be said.</param>
/// <param name="Problem">One sentence: why nothing can be said; null when something is.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TaskPrediction")]
public sealed record TaskPrediction(
    long? TaskId, IReadOnlyList<ControlPrediction> Controls, double? Score, string? Problem = null);

/// <param name="Control">Name of the control.</param>
/// <param name="Classes">Names of the chosen classes; exactly one for a single choice.</param>
/// <param name="Confidence">Probability that this is right, 0 to 1.</param>
/// <param name="Probabilities">Of every class, by name.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ControlPrediction")]
public sealed record ControlPrediction(
    string Control,
    IReadOnlyList<string> Classes,
    double Confidence,
    IReadOnlyDictionary<string, double> Probabilities);
