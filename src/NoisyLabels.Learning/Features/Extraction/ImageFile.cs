namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>Reads files of images; what cannot be read becomes a sentence.</summary>
internal static class ImageFile
{
    /// <summary>The file's bytes, or why there are none; exactly one of the two.</summary>
    public static (byte[]? Content, string? Problem) Read(string path, long maxBytes)
    {
        try
        {
            return Find(path) switch
            {
                null => (null, MissingReason(path)),
                DirectoryInfo => (null, "It is a folder, not a file."),
                // Pipes and devices have no length; to open one could wait for ever.
                FileInfo { Length: 0 } => (null, "The file is empty."),
                FileInfo file when file.Length > maxBytes =>
                    (null, $"The file has {file.Length >> 20} MiB; the most that is read is {maxBytes >> 20} MiB."),
                _ => (File.ReadAllBytes(path), null),
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, MissingReason(path));
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "The file may not be read: permission is denied.");
        }
        catch (IOException e)
        {
            return (null, $"The file cannot be read: {e.Message}");
        }
    }

    /// <summary>What the path leads to, through symbolic links; null for nothing.</summary>
    private static FileSystemInfo? Find(string path)
    {
        if (Directory.Exists(path))
        {
            return new DirectoryInfo(path);
        }

        FileSystemInfo info = new FileInfo(path);
        if (info.LinkTarget is not null)
        {
            info = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
        }

        return info.Exists ? info : null;
    }

    private static string MissingReason(string path) => path.Contains('\uFFFD')
        ? "The name is not valid UTF-8, so the file cannot be opened; rename it."
        : "The file is no longer there.";
}
