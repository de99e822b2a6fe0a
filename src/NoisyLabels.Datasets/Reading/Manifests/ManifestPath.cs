using NoisyLabels.Common.Files;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>Brings the paths of a manifest below the manifest's own folder, or refuses them.</summary>
internal sealed class ManifestPath(string folder)
{
    private readonly string _realFolder = RealPath.Of(folder);

    /// <returns>The path below the folder with forward slashes, or one sentence why there is none.</returns>
    public (string? Relative, string? Problem) Resolve(string written)
    {
        if (written.Contains('\0'))
        {
            return (null, "Its path holds a NUL character.");
        }

        if (written.Contains("://", StringComparison.Ordinal))
        {
            return (null, "It is an address, not a file below the manifest's folder.");
        }

        var path = WithOwnSeparators(written);
        var full = Path.GetFullPath(path, folder);
        if (RealPath.IsWithin(full, folder) && full.Length > folder.Length)
        {
            return (Relative(folder, full), null);
        }

        // An absolute path may name the folder by another way than the one that the manifest was reached by.
        return Path.IsPathRooted(path) && RealPath.IsWithin(full, _realFolder) && full.Length > _realFolder.Length
            ? (Relative(_realFolder, full), null)
            : (null, "Its path leaves the manifest's folder, so it was not touched.");
    }

    /// <summary>
    /// Manifests that were written on Windows have backslashes; on Linux those are letters like others.
    /// </summary>
    private string WithOwnSeparators(string written) =>
        Path.DirectorySeparatorChar == '/' && written.Contains('\\') && !File.Exists(Path.Combine(folder, written))
            ? written.Replace('\\', '/')
            : written;

    private static string Relative(string folder, string full) =>
        Path.GetRelativePath(folder, full) is var path && Path.DirectorySeparatorChar == '\\'
            ? path.Replace('\\', '/')
            : path;
}
