using System.CommandLine.Parsing;
using System.Globalization;

namespace NoisyLabels.Cli.Commands;

/// <summary>Reads <c>--size 128,224</c>.</summary>
internal static class SizeList
{
    private const int Smallest = 8;
    private const int Largest = 2048;

    public static IReadOnlyList<int> Parse(ArgumentResult result)
    {
        var sizes = new List<int>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                && size is >= Smallest and <= Largest)
            {
                sizes.Add(size);
            }
            else
            {
                result.AddError(
                    $"--size takes numbers from {Smallest} to {Largest}, as in 128 or 128,224; '{text}' is none.");
                return [];
            }
        }

        return sizes;
    }
}
