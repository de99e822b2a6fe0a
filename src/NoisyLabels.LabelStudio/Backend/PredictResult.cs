using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary>
/// The prediction for one task. Label Studio refuses a whole batch for one entry without a version, and stores a
/// score that is no number between 0 and 1 as it is; neither can be made here.
/// </summary>
public sealed record PredictResult
{
    /// <exception cref="ArgumentException">There is no version.</exception>
    public PredictResult(IReadOnlyList<PredictionRegion> result, double score, string modelVersion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelVersion);
        Result = result;
        Score = Probability.Clamped(score);
        ModelVersion = modelVersion;
    }

    public IReadOnlyList<PredictionRegion> Result { get; }

    /// <summary>From 0 to 1.</summary>
    public double Score { get; }

    public string ModelVersion { get; }

    /// <summary>
    /// For a task about which nothing can be said; leaving it out would make Label Studio drop all others.
    /// </summary>
    public static PredictResult Nothing(string modelVersion) => new([], 0, modelVersion);
}
