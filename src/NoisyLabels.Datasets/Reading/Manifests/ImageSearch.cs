using System.Text.RegularExpressions;
using NoisyLabels.Imaging.Decoding;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>
/// Finds the file that an address, or a path of another machine, means: the longest end of it that exists below the
/// folder. Label Studio puts eight hex digits before the names of uploads; a file without them will do, too.
/// </summary>
internal sealed partial class ImageSearch(string folder)
{
    private readonly ManifestPath _paths = new(folder);

    /// <returns>The path below the folder, forward slashes; null where there is no such file.</returns>
    public string? Find(string written) =>
        Candidates(written).Select(Exact).FirstOrDefault(path => path is not null);

    /// <summary>The same for a path that is meant as it stands.</summary>
    public string? Exact(string written) =>
        _paths.Resolve(written).Relative is { } path && File.Exists(Path.Combine(folder, path)) ? path : null;

    /// <summary>Does it end as the name of an image?</summary>
    public static bool IsImage(string written) => ImageFormats.HasImageExtension(PathOf(written).Split('?')[0]);

    private static IEnumerable<string> Candidates(string written)
    {
        yield return written;
        var path = PathOf(written).Replace('\\', '/').TrimStart('/');
        yield return path;
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/'))
        {
            path = path[(slash + 1)..];
            yield return path;
        }

        if (UploadPrefix().Match(path) is { Success: true, Length: var length })
        {
            yield return path[length..];
        }
    }

    /// <summary>Without scheme, host and query; of Label Studio's local files, what is behind <c>?d=</c>.</summary>
    private static string PathOf(string written)
    {
        const string LocalFiles = "/local-files/?d=";
        var local = written.IndexOf(LocalFiles, StringComparison.Ordinal);
        return local >= 0 ? Uri.UnescapeDataString(written[(local + LocalFiles.Length)..])
            : written.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(written, UriKind.Absolute, out var uri)
                ? Uri.UnescapeDataString(uri.AbsolutePath)
                : written;
    }

    [GeneratedRegex("^[0-9a-f]{8}-")]
    private static partial Regex UploadPrefix();
}
