using System.ComponentModel.DataAnnotations;

namespace NoisyLabels.Datasets.Evaluation;

/// <summary>How figures and their intervals are computed.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Bootstrap resamples of the images, each as many as there are. 1000; 0 leaves the intervals
    /// out.</summary>
    [Range(0, 1_000_000)]
    public int Resamples { get; init; } = 1000;

    /// <summary>Share of the resamples that an interval holds. 0.95: from the 2.5th to the 97.5th percentile.</summary>
    [Range(0.5, 0.999)]
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the resamples. 0.</summary>
    public int Seed { get; init; }

    /// <summary>Bins of equal mass for the expected calibration error. 15 (Guo et al. 2017).</summary>
    [Range(1, 1000)]
    public int CalibrationBins { get; init; } = 15;
}
