using NoisyLabels.Common.Files;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>Reads files of images; what cannot be read becomes a sentence.</summary>
internal static class ImageFile
{
    /// <summary>The file's bytes, or why there are none; exactly one of the two.</summary>
    public static (byte[]? Content, string? Problem) Read(string path, long maxBytes)
    {
        if (ImageFileCheck.ProblemOf(path) is { } problem)
        {
            return (null, problem);
        }

        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > maxBytes)
            {
                return (null, $"It has {file.Length >> 20} MiB; the most that is read is {maxBytes >> 20} MiB.");
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return (content, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"It cannot be read: {e.Message}");
        }
    }
}
