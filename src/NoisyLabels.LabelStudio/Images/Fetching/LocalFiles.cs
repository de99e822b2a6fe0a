namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>Reads from the folder that Label Studio and this program both see.</summary>
internal static class LocalFiles
{
    /// <summary>Reads one file; null when the folder has no such file, and Label Studio must be asked for it.</summary>
    public static async Task<FetchedImage?> ReadAsync(
        string root, string path, long maxBytes, CancellationToken cancellation)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(folder, path.TrimStart('/', '\\')));
        if (!file.StartsWith(folder, StringComparison.Ordinal) || !File.Exists(file))
        {
            return null;
        }

        try
        {
            var stream = File.OpenRead(file);
            await using var _ = stream.ConfigureAwait(false);
            return await BoundedRead.ToEndAsync(stream, maxBytes, cancellation).ConfigureAwait(false) is { } bytes
                ? FetchedImage.Of(bytes.ToArray())
                : FetchedImage.Refuse(
                    ImageRefusalKind.TooLarge, $"A local file has more than {maxBytes} bytes, the most that is read.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
