using NoisyLabels.Imaging.Transforms;

namespace NoisyLabels.Imaging.Decoding;

/// <summary>Limits that a file must keep to be decoded, and how pictures are resized.</summary>
public sealed record DecodeOptions
{
    /// <value>Largest file in bytes. The default is 256 MiB.</value>
    public long MaxFileBytes { get; init; } = 256L << 20;

    /// <value>
    /// Most pixels (width times height). The default is 100 million, which take up to 400 MB while they are decoded.
    /// </value>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <value>Longest side in pixels. The default is 65,535, the longest that JPEG knows.</value>
    public int MaxSide { get; init; } = 65_535;

    /// <value>How pictures are resized. The default is <see cref="ResamplingKernel.Triangle"/>.</value>
    public ResamplingKernel Kernel { get; init; } = ResamplingKernel.Triangle;
}
