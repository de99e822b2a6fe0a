using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests;

/// <summary>
/// A dataset that every method gets right: red and blue pictures of many shades, some of them in the wrong folder, far
/// apart among the shades.
/// </summary>
internal static class TwoColours
{
    /// <summary>Writes <c>ROOT/blue</c>, <c>ROOT/red</c> and <c>ROOT-truth.csv</c>; returns the wrong ones.</summary>
    public static IReadOnlyList<string> Write(
        TemporaryFolder folder,
        string root,
        int imagesPerClass = 20,
        int wrongPerClass = 2)
    {
        var truth = new List<string> { "file_name,label" };
        var wrong = new List<string>();
        foreach (var (name, other, isRed) in new[] { ("blue", "red", false), ("red", "blue", true) })
        {
            for (var i = 0; i < imagesPerClass; i++)
            {
                var given = wrongPerClass > 0 && i % (imagesPerClass / wrongPerClass) == 4 ? other : name;
                var (strong, weak) = ((byte)(180 + (3 * i)), (byte)(2 * i));
                var file = $"{given}/{name}-{i:00}.png";
                folder.Write(
                    $"{root}/{file}",
                    TinyImages.Solid("png", 24, 24, isRed ? strong : weak, weak, isRed ? weak : strong));
                truth.Add($"{file},{name}");
                if (given != name)
                {
                    wrong.Add(file);
                }
            }
        }

        folder.Write($"{root}-truth.csv", string.Join('\n', truth) + "\n");
        return [.. wrong.Order(StringComparer.Ordinal)];
    }
}
