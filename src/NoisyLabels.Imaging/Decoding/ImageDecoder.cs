using NoisyLabels.Imaging.Decoding.Containers;
using NoisyLabels.Imaging.Transforms;

namespace NoisyLabels.Imaging.Decoding;

/// <summary>
/// Turns files of JPEG, PNG, WebP, GIF, BMP and TIFF into upright R, G, B pictures on white. The content decides the
/// format, not the name; an animation or a document gives its first picture. No bytes make it throw: what gives no
/// picture gives a problem. Many threads can and should share one instance, which keeps memory to use again. The same
/// bytes give the same pixels on the same machine.
/// </summary>
public sealed class ImageDecoder
{
    /// <summary>The most that one array of R, G, B bytes can hold.</summary>
    private const long MaxArrayPixels = 700_000_000;

    private readonly long _maxPixels;
    private readonly Codec _codec;

    public ImageDecoder(DecodeOptions? options = null)
    {
        Options = options ?? new DecodeOptions();
        _maxPixels = Math.Min(Options.MaxPixels, MaxArrayPixels);
        _codec = new Codec(Options);
    }

    /// <summary>The limits in force. A reader of files can compare their size with these first.</summary>
    public DecodeOptions Options { get; }

    /// <summary>Decodes the picture in its full size.</summary>
    public DecodeOutcome Decode(byte[] content) => Decode(content, static (width, height) => [(width, height)]);

    /// <summary>
    /// Decodes the file once and gives the square in the middle of the picture, once for each side. Feature extraction
    /// takes this fast path; see <see cref="CenterSquare"/>.
    /// </summary>
    public DecodeOutcome DecodeSquares(byte[] content, IReadOnlyList<int> sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        ArgumentOutOfRangeException.ThrowIfZero(sides.Count);
        return Decode(
                content,
                (width, height) => [.. sides.Select(side => CenterSquare.SizeToCutFrom(width, height, side))])
            .Select(CenterSquare.Cut);
    }

    /// <summary>Decodes the whole picture, squeezed into exactly the given size.</summary>
    public DecodeOutcome DecodeResized(byte[] content, int width, int height) =>
        DecodeResized(content, [(width, height)]);

    /// <summary>Decodes the file once for several sizes; each picture is as it would be alone.</summary>
    public DecodeOutcome DecodeResized(byte[] content, IReadOnlyList<(int Width, int Height)> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfZero(sizes.Count);
        foreach (var (width, height) in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        }

        return Decode(content, (_, _) => sizes);
    }

    /// <summary>
    /// Decodes the picture with its own proportions, made smaller where a side is longer than the given one.
    /// </summary>
    public DecodeOutcome DecodeThumbnail(byte[] content, int maxSide)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSide);
        return Decode(content, (width, height) =>
        {
            var scale = Math.Min(1, (double)maxSide / Math.Max(width, height));
            return [(Math.Max((int)Math.Round(width * scale), 1), Math.Max((int)Math.Round(height * scale), 1))];
        });
    }

    private DecodeOutcome Decode(byte[] content, Func<int, int, IReadOnlyList<(int Width, int Height)>> sizesOf)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length == 0)
        {
            return new DecodeOutcome(Problems.Empty);
        }

        if (content.Length > Options.MaxFileBytes)
        {
            return new DecodeOutcome(Problems.FileTooLarge(content.Length, Options.MaxFileBytes));
        }

        if (ContentSniffer.DetectFormat(content) is not { } format)
        {
            return new DecodeOutcome(ContentSniffer.Explain(content));
        }

        var source = default(SourceInfo);
        try
        {
            source = _codec.Identify(content, format);
            return Load(content, format, source, sizesOf(source.UprightWidth, source.UprightHeight));
        }
        catch (Exception exception)
        {
            // Damaged content makes the codec fail in any way there is; none of them may end a run.
            var problem = EndsEarly(content, format, mustBeClosed: true)
                ? Problems.Truncated(format)
                : Problems.Explain(exception, format);
            return new DecodeOutcome(problem, source.UprightWidth, source.UprightHeight);
        }
    }

    private DecodeOutcome Load(
        byte[] content, ContainerFormat format, SourceInfo source, IReadOnlyList<(int Width, int Height)> upright)
    {
        if ((LimitProblem(source) ?? ExtentProblem(content, format, source)) is { } problem)
        {
            return new DecodeOutcome(problem, source.UprightWidth, source.UprightHeight);
        }

        (int, int)[] sizes =
            [.. upright.Select(u => Orientation.SwapsSides(source.Orientation) ? (u.Height, u.Width) : u)];
        var pictures = format == ContainerFormat.Jpeg && JpegContainer.Inspect(content) == JpegExtent.NoEndMarker
            ? _codec.LoadWithoutEndMarker(content, source, sizes)
            : _codec.Load(content, format, sizes);
        return pictures is null
            ? new DecodeOutcome(Problems.Truncated(format), source.UprightWidth, source.UprightHeight)
            : new DecodeOutcome(
                [.. pictures.Select(p => Orientation.MakeUpright(p, source.Orientation))],
                source.UprightWidth,
                source.UprightHeight);
    }

    private ImageProblem? LimitProblem(SourceInfo source) =>
        Math.Max(source.Width, source.Height) > Options.MaxSide ? Problems.SideTooLong(source, Options.MaxSide)
        : (long)source.Width * source.Height > _maxPixels ? Problems.TooManyPixels(source, _maxPixels)
        : null;

    /// <summary>
    /// Decoders paint grey or black where the data of a broken-off file end; such a picture would teach a wrong thing.
    /// </summary>
    private static ImageProblem? ExtentProblem(byte[] content, ContainerFormat format, SourceInfo source) =>
        EndsEarly(content, format, mustBeClosed: false)
        || (format == ContainerFormat.Jpeg && JpegContainer.CannotHold(content, source.Width, source.Height))
            ? Problems.Truncated(format)
            : null;

    private static bool EndsEarly(byte[] content, ContainerFormat format, bool mustBeClosed) => format switch
    {
        ContainerFormat.Jpeg => JpegContainer.Inspect(content) is var extent
            && (extent == JpegExtent.Truncated || (mustBeClosed && extent == JpegExtent.NoEndMarker)),
        ContainerFormat.Png => PngContainer.EndsEarly(content),
        ContainerFormat.Gif => GifContainer.EndsEarly(content),
        ContainerFormat.WebP => WebPContainer.EndsEarly(content),
        ContainerFormat.Bmp => BmpContainer.EndsEarly(content),
        _ => TiffContainer.EndsEarly(content),
    };
}
