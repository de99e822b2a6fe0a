using NoisyLabels.Datasets.Tables;

namespace NoisyLabels.Datasets.Examples;

/// <summary>
/// <c>truth.csv</c>: <c>file_name,label,given_label</c> and, where it is known, <c>difficulty</c>; label is the true
/// one.
/// </summary>
internal static class TruthFile
{
    public const string Name = "truth.csv";

    private static readonly string[] Columns = ["file_name", "label", "given_label"];

    /// <summary>Writes the rows in their order into a folder.</summary>
    public static void Write(string folder, IReadOnlyList<TruthRow> rows)
    {
        var hasDifficulty = rows.Any(row => row.Difficulty is not null);
        using var stream = new FileStream(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.Write);
        CsvTable.Write(
            stream,
            hasDifficulty ? [.. Columns, "difficulty"] : Columns,
            rows.Select(IEnumerable<string?> (row) => hasDifficulty
                ? [row.FileName, row.Label, row.GivenLabel, CsvTable.Number(row.Difficulty)]
                : [row.FileName, row.Label, row.GivenLabel]));
    }
}

/// <summary>What is known about one image of a data set whose labels were made noisy.</summary>
/// <param name="FileName">Path below the data set's root, forward slashes; it leads through the given label.</param>
/// <param name="Label">The true class.</param>
/// <param name="GivenLabel">The class that the data set claims.</param>
/// <param name="Difficulty">0 plain to see to 1 hard; null where it is not known.</param>
public sealed record TruthRow(string FileName, string Label, string GivenLabel, double? Difficulty);
