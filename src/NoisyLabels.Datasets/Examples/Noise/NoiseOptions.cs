namespace NoisyLabels.Datasets.Examples.Noise;

/// <summary>How labels are made wrong. The same options and images give the same labels.</summary>
public sealed record NoiseOptions
{
    /// <value>Share of the images that get a wrong label, 0 to 1. The default is 0.2.</value>
    public double Rate { get; init; } = 0.2;

    /// <value>Which ones, and which label. The default is <see cref="NoiseKind.Symmetric"/>.</value>
    public NoiseKind Kind { get; init; } = NoiseKind.Symmetric;

    /// <value>Another seed, other labels. The default is 0.</value>
    public int Seed { get; init; }

    /// <value>Only say what would be written. The default is false.</value>
    public bool DryRun { get; init; }
}

/// <summary>Which wrong label an image gets, and which images get one.</summary>
public enum NoiseKind
{
    /// <summary>Any image, any of the other classes, all alike.</summary>
    Symmetric,

    /// <summary>
    /// Any image of class i becomes one of class i + 1, in ordinal order; the last becomes the first.
    /// </summary>
    Pair,

    /// <summary>
    /// Both depend on the picture: part-dependent noise after Xia et al. 2020, algorithm 2. Each image has a rate of
    /// its own, and its class is taken for the one that a random projection of its pixels says.
    /// </summary>
    Instance,
}
