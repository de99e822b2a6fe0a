namespace NoisyLabels.Imaging.Decoding;

/// <summary>
/// The kinds of files that may hold an image. A file is decoded by its content, whatever its name says.
/// </summary>
public static class ImageFormats
{
    /// <summary>Extensions in lower case, with the dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff"];

    /// <summary>True where the name ends in one of <see cref="Extensions"/>, in any case.</summary>
    public static bool HasImageExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }
}
