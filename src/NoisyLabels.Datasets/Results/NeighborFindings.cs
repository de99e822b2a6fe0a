namespace NoisyLabels.Datasets.Results;

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
