
namespace NoisyLabels.Common.Files;

/// <summary>What keeps a file from being read as an image, found out without decoding it.</summary>
public static class ImageFileCheck
{
    /// <summary>
    /// .NET shows bytes that are no UTF-8 as this character, and then cannot open the file by that name.
    /// </summary>
    private const char Replacement = '\uFFFD';

    public const string UnreadableName =
        "Its name is not valid UTF-8 (shown here with \uFFFD), so it cannot be opened; rename it, "
        + "for a whole folder with: convmv -f latin1 -t utf8 -r --notest DIR";

    /// <returns>One sentence for a person; null where the file can be opened and holds something.</returns>
    public static string? ProblemOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.LinkTarget is null ? file : new FileInfo(RealPath.Of(path));
            if (!file.Exists)
            {
                return MissingReason(path, file.FullName);
            }

            // Pipes, sockets and devices have no length either, and opening a pipe would wait for ever.
            if (file.Length == 0)
            {
                return "It is empty (0 bytes).";
            }

            using var handle = File.OpenHandle(file.FullName);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "It cannot be read: permission denied.";
        }
        catch (IOException exception)
        {
            return $"It cannot be read: {exception.Message}";
        }
    }

    /// <summary>One sentence about a folder that could not be listed.</summary>
    public static string FolderProblem(string path, Exception exception) => exception switch
    {
        UnauthorizedAccessException => "The folder cannot be read: permission denied.",
        DirectoryNotFoundException when path.Contains(Replacement) => UnreadableName,
        _ => $"The folder cannot be read: {exception.Message}",
    };

    private static string MissingReason(string path, string realPath)
    {
        if (Directory.Exists(realPath))
        {
            return "It is a folder, not an image.";
        }

        if (path.Contains(Replacement))
        {
            return UnreadableName;
        }

        return new FileInfo(path).LinkTarget is { } target
            ? $"It is a link to \"{target}\", which does not exist."
            : "There is no such file.";
    }
}
