namespace NoisyLabels.Common.Files;

/// <summary>
/// Writes files whole or not at all: beside their place under a name of their own, to the disk, and then moved there. Whoever
/// reads meanwhile, and whoever is killed meanwhile, leaves and finds what lay there before.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file, and the folder that it lies in where there is none.</summary>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var partial = PartialOf(path);
        try
        {
            using (var file = File.Create(partial))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            Discard(partial);
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, file => file.Write(content.Span));

    /// <summary>Writes a file into a folder that is there: a folder that somebody mistyped is not made.</summary>
    /// <exception cref="IOException">It cannot be written, for example because there is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    /// <param name="overwrite">False refuses, with an <see cref="IOException"/>, when something lies there by then.</param>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(write);
        var partial = PartialOf(path);
        try
        {
            var file = File.Create(partial);
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite);
        }
        finally
        {
            Discard(partial);
        }
    }

    private static string PartialOf(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    /// <summary>What went wrong before matters more than a file that stays.</summary>
    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
