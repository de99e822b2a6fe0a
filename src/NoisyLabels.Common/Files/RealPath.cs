namespace NoisyLabels.Common.Files;

/// <summary>
/// Where a path leads once every symbolic link in it is followed; two names of one folder give one answer.
/// </summary>
public static class RealPath
{
    /// <summary>As many links as Linux follows before it gives up (ELOOP).</summary>
    private const int MaxLinks = 40;

    /// <summary>Resolves links in every part of the path; parts that do not exist stay as they are.</summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var resolved = Path.GetPathRoot(full)!;
        var pending = new Stack<string>();
        Push(pending, full[resolved.Length..]);
        var links = 0;
        while (pending.TryPop(out var segment))
        {
            if (segment == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            var candidate = Path.Combine(resolved, segment);
            if (new FileInfo(candidate).LinkTarget is not { } target)
            {
                resolved = candidate;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"The symbolic links of \"{path}\" go in a circle.");
            }

            var root = Path.GetPathRoot(target)!;
            resolved = root.Length > 0 ? root : resolved;
            Push(pending, target[root.Length..]);
        }

        return resolved;
    }

    /// <summary>
    /// Is <paramref name="path"/> the folder itself or something below it? Both are taken as real paths.
    /// </summary>
    public static bool IsWithin(string path, string folder) =>
        string.Equals(path, folder, Comparison)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Comparison)
        || Path.GetPathRoot(path) == folder;

    /// <summary>How the file systems of this kind of machine usually compare names.</summary>
    public static StringComparison Comparison { get; } =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The same as <see cref="Comparison"/>, for sets and dictionaries.</summary>
    public static StringComparer Comparer { get; } = StringComparer.FromComparison(Comparison);

    private static void Push(Stack<string> pending, string path)
    {
        var segments = path.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var segment in segments.Reverse().Where(segment => segment != "."))
        {
            pending.Push(segment);
        }
    }
}
