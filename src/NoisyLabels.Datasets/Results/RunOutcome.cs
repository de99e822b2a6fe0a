using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Results;

/// <summary>Everything that one run knows. Row i of every array belongs to item i of <see cref="Features"/>.</summary>
/// <param name="Dataset">What was found on disk.</param>
/// <param name="Features">
/// The N images that could be decoded, in ordinal order of their names, and their features.
/// </param>
/// <param name="Detection">What the method found out about these N images.</param>
/// <param name="Info">How the run was made.</param>
public sealed record RunOutcome(ImageDataset Dataset, FeatureSet Features, DetectionResult Detection, RunInfo Info)
{
    /// <summary>Outliers and near duplicates; null where nobody looked for them.</summary>
    public NeighborFindings? Neighbors { get; init; }
}

/// <summary>What the nearest neighbours in feature space say about N images.</summary>
public sealed record NeighborFindings
{
    /// <summary>[N] true where the image is unlike all others.</summary>
    public required bool[] IsOutlier { get; init; }

    /// <summary>[N] 0 to 1; low is unlike the others (as Datalab has it).</summary>
    public required double[] OutlierScore { get; init; }

    /// <summary>[N] true where another image is almost the same.</summary>
    public required bool[] IsNearDuplicate { get; init; }

    /// <summary>[N] 0 to 1; low is close to another image (as Datalab has it).</summary>
    public required double[] NearDuplicateScore { get; init; }

    /// <summary>[N] number of the group of images that are almost the same; null where there is none.</summary>
    public required int?[] NearDuplicateSet { get; init; }
}
