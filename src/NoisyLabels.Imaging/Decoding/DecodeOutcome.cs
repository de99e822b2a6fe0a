using System.Diagnostics.CodeAnalysis;

namespace NoisyLabels.Imaging.Decoding;

/// <summary>What came out of a file: exactly one of a picture and a problem.</summary>
public sealed record DecodeOutcome
{
    internal DecodeOutcome(IReadOnlyList<RgbImage> images, int width, int height) =>
        (Image, Images, Width, Height) = (images[0], images, width, height);

    internal DecodeOutcome(ImageProblem problem, int width = 0, int height = 0) =>
        (Problem, Width, Height) = (problem, width, height);

    /// <summary>The picture, upright, on white, in the first of the sizes that were asked for.</summary>
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

    /// <summary>Changes each picture; a problem stays one.</summary>
    internal DecodeOutcome Select(Func<RgbImage, RgbImage> change) =>
        IsDecoded ? new([.. Images.Select(change)], Width, Height) : this;

    [MemberNotNullWhen(true, nameof(Image))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsDecoded => Image is not null;
}

/// <summary>Why a file gives no picture.</summary>
/// <param name="Kind">The reason, for programs and counts.</param>
/// <param name="Message">One sentence for a person; it does not name the file.</param>
public sealed record ImageProblem(ImageProblemKind Kind, string Message);

/// <summary>Why a file gives no picture.</summary>
public enum ImageProblemKind
{
    /// <summary>Zero bytes.</summary>
    Empty,

    /// <summary>The content is something else: text, a web page, an archive, anything.</summary>
    NotAnImage,

    /// <summary>An image in a format, or with a feature, that is not read here.</summary>
    Unsupported,

    /// <summary>The file ends before the picture does: a download or a copy that broke off.</summary>
    Truncated,

    /// <summary>The content contradicts itself.</summary>
    Corrupt,

    /// <summary>
    /// Over a limit of <see cref="DecodeOptions"/>; found from the header, before any pixel is decoded.
    /// </summary>
    TooLarge,
}
