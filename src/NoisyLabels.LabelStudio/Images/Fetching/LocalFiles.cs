namespace NoisyLabels.LabelStudio.Images.Fetching;

/// <summary>Files of a folder that Label Studio and this program both see.</summary>
internal static class LocalFiles
{
    /// <summary>Null when there is no such file below the folder: then Label Studio is asked for it.</summary>
    public static async Task<FetchedImage?> ReadAsync(
        string root, string path, long mostBytes, CancellationToken cancellation)
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
            return await LimitedRead.ToEndAsync(stream, mostBytes, cancellation).ConfigureAwait(false) is { } bytes
                ? FetchedImage.Of(bytes)
                : FetchedImage.Refused(
                    ImageRefusalKind.TooLarge, $"A local file has more than {mostBytes} bytes, the most that is read.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
