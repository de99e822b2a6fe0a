using System.Security.Cryptography;

namespace NoisyLabels.Benchmarks.RoundTrip;

/// <summary>An image that lies in memory before any clock starts.</summary>
/// <param name="FileName">Path below the dataset, forward slashes.</param>
/// <param name="Label">The class that its folder gives it.</param>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record BareImage(string FileName, string Label, string Sha256, byte[] Content)
{
    /// <summary>As long as the names that the import gives its uploads.</summary>
    public string UploadName => Sha256[..32] + Path.GetExtension(FileName);

    /// <summary>All images of a folder with one folder a class.</summary>
    public static IReadOnlyList<BareImage> ReadAll(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder)
            .SelectMany(Directory.EnumerateFiles)
            .Order(StringComparer.Ordinal)
            .Select(file => Read(folder, file)),
    ];

    private static BareImage Read(string folder, string file)
    {
        var content = File.ReadAllBytes(file);
        return new BareImage(
            Path.GetRelativePath(folder, file).Replace('\\', '/'),
            Path.GetFileName(Path.GetDirectoryName(file))!,
            Convert.ToHexStringLower(SHA256.HashData(content)),
            content);
    }
}
