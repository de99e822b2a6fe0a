namespace NoisyLabels.Testing;

/// <summary>An empty folder of its own for one test; gone, with all that is in it, when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("noisylabels-").FullName;

    /// <summary>Absolute path, without a separator at its end.</summary>
    public string Path { get; }

    /// <summary>The absolute path of something in the folder; nothing is created.</summary>
    public string this[string relativePath] => System.IO.Path.Combine(Path, relativePath);

    /// <summary>Writes a file, with the folders above it, and returns its absolute path.</summary>
    public string Write(string relativePath, ReadOnlySpan<byte> content)
    {
        var path = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a text file (UTF-8), with the folders above it, and returns its absolute path.</summary>
    public string Write(string relativePath, string text) =>
        Write(relativePath, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Creates a folder, with those above it, and returns its absolute path.</summary>
    public string CreateFolder(string relativePath) => Directory.CreateDirectory(this[relativePath]).FullName;

    /// <summary>Paths of all files below the folder, relative to it, forward slashes, in ordinal order.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        MakeWritable(Path);
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>
    /// Tests of unreadable and read-only folders leave such folders behind; they must go all the same.
    /// </summary>
    private static void MakeWritable(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var child in new DirectoryInfo(folder).EnumerateDirectories().Where(child => child.LinkTarget is null))
        {
            MakeWritable(child.FullName);
        }
    }
}
