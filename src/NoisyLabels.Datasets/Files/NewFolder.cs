namespace NoisyLabels.Datasets.Files;

/// <summary>A folder that does not exist yet, or is empty; images written into it appear all at once or not at all.</summary>
internal static class NewFolder
{
    /// <exception cref="UserErrorException">The path is a file, or a folder with something in it.</exception>
    public static void RequireFree(string folder)
    {
        if (File.Exists(folder))
        {
            throw new UserErrorException($"\"{folder}\" is a file; name a folder that does not exist yet.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UserErrorException(
                $"\"{folder}\" is not empty; name a folder that does not exist yet, or empty it first.");
        }
    }

    /// <param name="folder">Empty or absent.</param>
    /// <param name="fill">Gets the folder to write into for the time being.</param>
    /// <exception cref="UserErrorException">Writing failed; nothing was left behind.</exception>
    public static void Write(string folder, Action<string> fill)
    {
        try
        {
            RequireFree(folder);
            using var staged = new StagedFolder(folder);
            fill(staged.Path);
            staged.Commit();
        }
        catch (Exception exception) when (CauseOf(exception) is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The images cannot be written to \"{folder}\": {CauseOf(exception).Message.TrimEnd('.')}. "
                + "Nothing was left there; make room, or name another folder.",
                exception);
        }
    }

    /// <summary>Work on several threads fails with all their failures in one; the first is as good as any.</summary>
    private static Exception CauseOf(Exception exception) =>
        exception is AggregateException { InnerException: { } first } ? first : exception;
}
