using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace NoisyLabels.Learning.Datasets.Manifests;

/// <summary>A table with a header row; separated by commas, or by tabs or semicolons where the header is.</summary>
internal static class CsvManifest
{
    public static IEnumerable<ManifestRow> Rows(string path, DatasetOptions options)
    {
        using var csv = Open(path);
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new UserErrorException($"\"{path}\" is empty: a header row with file_name,label is expected.");
        }

        var columns = ManifestColumns.Find(path, csv.HeaderRecord!, options);
        while (csv.Read())
        {
            yield return new ManifestRow(
                $"line {csv.Parser.RawRow}",
                csv.GetField(columns.FileName),
                csv.GetField(columns.Label),
                columns.Split is null ? null : csv.GetField(columns.Split));
        }
    }

    /// <summary>The names in the header; none where there is none.</summary>
    public static IReadOnlyList<string> Columns(string path)
    {
        using var csv = Open(path);
        return csv.Read() && csv.ReadHeader() ? csv.HeaderRecord! : [];
    }

    private static CsvReader Open(string path) => new(
        new StreamReader(path),
        new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(path),
            MissingFieldFound = null,
            BadDataFound = found => throw BadData(path, found.Context.Parser!.RawRow),
        });

    private static UserErrorException BadData(string path, int line) => new(
        $"\"{path}\" is not valid CSV near line {line}: a quotation mark stands where none may; "
        + "put fields that hold one into quotation marks and double it.");

    private static string DelimiterOf(string path)
    {
        using var reader = new StreamReader(path);
        var header = reader.ReadLine() ?? "";
        return header.Contains(',') ? "," : header.Contains('\t') ? "\t" : header.Contains(';') ? ";" : ",";
    }
}
