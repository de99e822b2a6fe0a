using System.Diagnostics.CodeAnalysis;

namespace NoisyLabels.Imaging.Decoding;

/// <summary>What came out of a file: exactly one of a picture and a problem.</summary>
public sealed record DecodeOutcome
{
    internal DecodeOutcome(IReadOnlyList<RgbImage> images, int width, int height) =>
        (Image, Images, Width, Height) = (images[0], images, width, height);

    internal DecodeOutcome(ImageProblem problem, int width = 0, int height = 0) =>
        (Problem, Width, Height) = (problem, width, height);

    /// <summary>The picture, upright, on white; of several sizes the first.</summary>
    public RgbImage? Image { get; }

    /// <summary>The picture in each of the sizes that were asked for; none where there is a problem.</summary>
    public IReadOnlyList<RgbImage> Images { get; } = [];

    /// <summary>Why there is no picture.</summary>
    public ImageProblem? Problem { get; }

    /// <summary>
    /// Width in pixels of what the file holds, upright and before any resizing; 0 where it is not known.
    /// </summary>
    public int Width { get; }

    /// <summary>
    /// Height in pixels of what the file holds, upright and before any resizing; 0 where it is not known.
    /// </summary>
    public int Height { get; }

    /// <summary>The same with other pictures made of these; a problem stays one.</summary>
    internal DecodeOutcome Select(Func<RgbImage, RgbImage> change) =>
        IsDecoded ? new([.. Images.Select(change)], Width, Height) : this;

    [MemberNotNullWhen(true, nameof(Image))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsDecoded => Image is not null;
}
