namespace NoisyLabels.Learning.Datasets;

/// <summary>Which file names are taken for images.</summary>
internal static class ImageExtensions
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff",
    };

    public static bool Has(string path) => Extensions.Contains(Path.GetExtension(path));
}
