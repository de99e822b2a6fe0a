using System.Globalization;
using System.Text;

namespace NoisyLabels.Cli.Terminal;

/// <summary>
/// Names of files and classes come from anywhere; they may not move the cursor or pretend to be something else.
/// </summary>
internal static class PlainText
{
    /// <summary>The text with control, formatting and unpaired characters written as <c>\u001b</c>.</summary>
    public static string Visible(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            var isUnsafe = rune.IsBmp && IsUnsafe((char)rune.Value);
            builder.Append(isUnsafe ? $"\\u{rune.Value:x4}" : rune.ToString());
        }

        return builder.ToString();
    }

    /// <summary>The path as a shell takes it: quoted where it has to be.</summary>
    public static string ForShell(string path)
    {
        if (path.Length > 0
            && path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+=@%,:".Contains(c, StringComparison.Ordinal)))
        {
            return path;
        }

        return path.Any(IsUnsafe)
            ? "$'" + Visible(path).Replace("'", "\\'", StringComparison.Ordinal) + "'"
            : "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    private static bool IsUnsafe(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
