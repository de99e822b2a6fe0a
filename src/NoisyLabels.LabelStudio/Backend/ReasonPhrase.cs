using System.Text;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary>
/// The reason phrase of the status line is the only part of a failed answer that Label Studio shows to its user.
/// </summary>
public static class ReasonPhrase
{
    private const int MaxCharacters = 300;

    /// <summary>Turns a sentence into what a status line may carry: one short line of printable ASCII.</summary>
    public static string Of(string sentence)
    {
        var text = new StringBuilder();
        foreach (var character in sentence)
        {
            var printable = character switch
            {
                '–' or '—' => '-',
                '“' or '”' => '"',
                '‘' or '’' => '\'',
                >= ' ' and <= '~' => character,
                _ when char.IsControl(character) || char.IsWhiteSpace(character) => ' ',
                _ => '?',
            };
            text.Append(printable);
        }

        var line = text.ToString().Trim();
        return line.Length <= MaxCharacters ? line : $"{line[..(MaxCharacters - 3)]}...";
    }
}
