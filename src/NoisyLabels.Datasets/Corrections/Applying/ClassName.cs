using System.Text;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>Labels become names of folders; those that would lead elsewhere, or vanish, are refused.</summary>
internal static class ClassName
{
    private const int MaxBytes = 255;

    /// <exception cref="UserErrorException">The label is no safe name of a folder.</exception>
    public static void RequireSafe(string label)
    {
        if (ProblemOf(label) is { } problem)
        {
            throw new UserErrorException(
                $"The label \"{label}\" cannot be the name of a class folder: {problem}. Nothing was "
                + "written; change it where it stands.");
        }
    }

    private static string? ProblemOf(string label) => label switch
    {
        "" => "it is empty",
        "." or ".." => "it would lead to another folder",
        _ when label.AsSpan().IndexOfAny("/\\\0") >= 0 => "it holds a slash, a backslash or a NUL",
        ['.', ..] => "it begins with a dot, so it would be hidden",
        _ when Encoding.UTF8.GetByteCount(label) > MaxBytes => $"it is longer than {MaxBytes} bytes",
        _ when OperatingSystem.IsWindows() && IsForbiddenOnWindows(label) => "Windows does not allow such a name",
        _ => null,
    };

    private static bool IsForbiddenOnWindows(string label) =>
        label.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || label[^1] is '.' or ' ';
}
