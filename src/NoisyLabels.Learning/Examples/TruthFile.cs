using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace NoisyLabels.Learning.Examples;

/// <summary>
/// <c>truth.csv</c>: <c>file_name,label,given_label</c> and, where it is known, <c>difficulty</c>; label is the true
/// one. UTF-8, line feeds, in ordinal order of the names.
/// </summary>
internal static class TruthFile
{
    public const string Name = "truth.csv";

    public static void Write(string folder, IEnumerable<TruthRow> rows)
    {
        var sorted = rows.OrderBy(row => row.FileName, StringComparer.Ordinal).ToList();
        var hasDifficulty = sorted.Any(row => row.Difficulty is not null);
        using var csv = new CsvWriter(
            new StreamWriter(Path.Combine(folder, Name)),
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var column in (string[])["file_name", "label", "given_label", .. hasDifficulty ? ["difficulty"] : Array.Empty<string>()])
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        foreach (var row in sorted)
        {
            csv.WriteField(row.FileName);
            csv.WriteField(row.Label);
            csv.WriteField(row.GivenLabel);
            if (hasDifficulty)
            {
                csv.WriteField(row.Difficulty?.ToString("F6", CultureInfo.InvariantCulture));
            }

            csv.NextRecord();
        }
    }
}
