using System.Text;
using NoisyLabels.Datasets.Tables;

namespace NoisyLabels.Datasets.Results.Tables;

/// <summary>The small tables beside the issues.</summary>
internal static class PlainTables
{
    public static IReadOnlyList<string> ManifestColumns { get; } =
        ["file_name", "sha256", "width", "height", "given_label", "split"];

    /// <summary>manifest.csv: the images that were used, so that anybody can check what the run saw.</summary>
    public static void WriteManifest(Stream stream, RunOutcome outcome) =>
        CsvTable.Write(
            stream,
            ManifestColumns,
            outcome.Features.Items.Zip(outcome.Features.Facts, IEnumerable<string?> (item, facts) =>
            [
                item.FileName,
                facts.Sha256,
                CsvTable.Number(facts.Width),
                CsvTable.Number(facts.Height),
                outcome.Dataset.Classes[item.GivenLabel],
                item.Split,
            ]));

    /// <summary>noise_transition.csv: P(given = column | true = row).</summary>
    public static void WriteNoiseTransition(Stream stream, RunOutcome outcome)
    {
        var (classes, transition) = (outcome.Dataset.Classes, outcome.Detection.NoiseTransition);
        CsvTable.Write(
            stream,
            classes.Prepend("true_label"),
            classes.Select((name, row) => Enumerable.Range(0, classes.Count)
                .Select(string? (column) => CsvTable.Number(transition[row, column]))
                .Prepend(name)));
    }

    /// <summary>classes.txt: a name a line; a line break inside a name is written as \n or \r.</summary>
    public static void WriteClasses(Stream stream, IReadOnlyList<string> classes)
    {
        foreach (var name in classes)
        {
            var line = name
                .Replace("\r", "\\r", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }
}
