using System.Globalization;
using System.Text;

namespace NoisyLabels.LabelStudio.Json;

/// <summary>
/// Python writes half of a surrogate pair as <c>\ud800</c>, for example for a file name that was no UTF-8;
/// System.Text.Json throws when such a text is read. This class turns every lone half into <c>\ufffd</c>.
/// </summary>
internal static class SurrogateEscapes
{
    private const int EscapeLength = 6;

    private static readonly byte[] Replacement = Encoding.ASCII.GetBytes(@"\ufffd");

    /// <returns><paramref name="json"/> itself where no half is alone, else a copy of the same length.</returns>
    public static ReadOnlyMemory<byte> ReplaceLoneHalves(ReadOnlyMemory<byte> json)
    {
        byte[]? copy = null;
        var bytes = json.Span;
        for (var at = Next(bytes, 0); at >= 0; at = Next(bytes, at))
        {
            var unit = Unit(bytes[at..]);
            if (unit is null)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(unit.Value)
                && Unit(bytes[(at + EscapeLength)..]) is { } low
                && char.IsLowSurrogate(low))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit.Value))
                {
                    Replacement.CopyTo(copy ??= json.ToArray(), at);
                }

                at += EscapeLength;
            }
        }

        return copy ?? json;
    }

    private static int Next(ReadOnlySpan<byte> bytes, int start)
    {
        if (start >= bytes.Length)
        {
            return -1;
        }

        var index = bytes[start..].IndexOf((byte)'\\');
        return index < 0 ? -1 : start + index;
    }

    /// <summary>The UTF-16 unit of an escape that stands at the start; null for other escapes and other text.</summary>
    private static char? Unit(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= EscapeLength
        && bytes[0] == '\\'
        && bytes[1] == 'u'
        && ushort.TryParse(
            bytes[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
