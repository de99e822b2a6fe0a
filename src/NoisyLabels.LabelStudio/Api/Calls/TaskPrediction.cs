using System.Text.Json.Serialization;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>A prediction to be stored with a task.</summary>
public sealed record TaskPrediction
{
    /// <exception cref="ArgumentException">There is no version.</exception>
    public TaskPrediction(long taskId, IReadOnlyList<PredictionRegion> result, double score, string modelVersion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelVersion);
        TaskId = taskId;
        Result = result;
        Score = Probability.Clamped(score);
        ModelVersion = modelVersion;
    }

    [JsonPropertyName("task")]
    public long TaskId { get; }

    public IReadOnlyList<PredictionRegion> Result { get; }

    /// <summary>From 0 to 1; the Data Manager sorts by it.</summary>
    public double Score { get; }

    public string ModelVersion { get; }

    /// <summary>
    /// How likely the task's label is wrong, from 0 to 1; Label Studio takes it only with predictions that are
    /// created one by one.
    /// </summary>
    public double? Mislabeling { get; init; }
}
