using SixLabors.ImageSharp.Memory;

namespace NoisyLabels.Imaging.Decoding;

/// <summary>The sentences of every problem.</summary>
internal static class Problems
{
    public static ImageProblem Empty { get; } = new(ImageProblemKind.Empty, "The file is empty.");

    public static ImageProblem FileTooLarge(long bytes, long limit) => new(
        ImageProblemKind.TooLarge, $"The file has {bytes:N0} bytes, more than the limit of {limit:N0}.");

    public static ImageProblem TooManyPixels(SourceInfo source, long limit) => new(
        ImageProblemKind.TooLarge,
        $"The picture has {source.UprightWidth} x {source.UprightHeight} pixels, more than the limit of {limit:N0}.");

    public static ImageProblem SideTooLong(SourceInfo source, int limit) => new(
        ImageProblemKind.TooLarge,
        $"The picture has {source.UprightWidth} x {source.UprightHeight} pixels, "
        + $"a side longer than the limit of {limit:N0}.");

    public static ImageProblem Truncated(ContainerFormat format) => new(
        ImageProblemKind.Truncated, $"The file ends before its {NameOf(format)} picture does.");

    /// <summary>What a failure of the codec means for the file.</summary>
    public static ImageProblem Explain(Exception exception, ContainerFormat format) => exception switch
    {
        InvalidMemoryOperationException or OutOfMemoryException => new ImageProblem(
            ImageProblemKind.TooLarge, $"The {NameOf(format)} picture needs more memory than its size allows."),
        NotSupportedException or NotImplementedException => new ImageProblem(
            ImageProblemKind.Unsupported,
            $"The file uses a feature of {NameOf(format)} that is not supported: convert it to PNG or plain JPEG."),
        _ => new ImageProblem(ImageProblemKind.Corrupt, $"The {NameOf(format)} picture is damaged."),
    };

    private static string NameOf(ContainerFormat format) => format switch
    {
        ContainerFormat.WebP => "WebP",
        _ => format.ToString().ToUpperInvariant(),
    };
}
