namespace NoisyLabels.Datasets.Examples.Noise;

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
