using System.Text;

namespace NoisyLabels.LabelStudio.Backend;

/// <summary>
/// The reason phrase of the status line is the only part of a failed answer that Label Studio shows to its user.
/// </summary>
public static class ReasonPhrase
{
    private const int MostCharacters = 300;

    /// <summary>The sentence as a status line may carry it: printable ASCII, one line, not too long.</summary>
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
        return line.Length <= MostCharacters ? line : $"{line[..(MostCharacters - 3)]}...";
    }
}
