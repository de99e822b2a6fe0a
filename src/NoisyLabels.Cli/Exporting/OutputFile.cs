using NoisyLabels.Common.Files;

namespace NoisyLabels.Cli.Exporting;

/// <summary>Writes a file whole or not at all: beside its place first, and then moves it there.</summary>
internal static class OutputFile
{
    /// <exception cref="UserErrorException">Something lies there, and may not be replaced.</exception>
    public static void RequireFree(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw new UserErrorException($"\"{path}\" is a folder; name a file.");
        }

        if (!overwrite && File.Exists(path))
        {
            throw new UserErrorException($"\"{path}\" is there already; name another file, or say --overwrite.");
        }
    }

    /// <exception cref="UserErrorException">It cannot be written; what lay there before is as it was.</exception>
    public static async Task WriteAsync(string path, bool overwrite, Func<Stream, Task> write)
    {
        RequireFree(path, overwrite);
        try
        {
            await AtomicFile.WriteAsync(path, write, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"\"{path}\" cannot be written: {exception.Message.TrimEnd('.')}. Nothing was left there; make room, "
                + "or name another file.",
                exception);
        }
    }
}
