using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace NoisyLabels.Datasets.Reading.Manifests;

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

    /// <summary>Each row as an object of texts; what is written as an object stays one.</summary>
    public static IEnumerable<JsonElement> Objects(string path)
    {
        using var csv = Open(path);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var row = csv.HeaderRecord!.Distinct().ToDictionary(name => name, name => Cell(csv.GetField(name)));
            yield return JsonSerializer.SerializeToElement(row);
        }
    }

    /// <summary>The names in the header; none where there is none.</summary>
    public static IReadOnlyList<string> Columns(string path)
    {
        using var csv = Open(path);
        return csv.Read() && csv.ReadHeader() ? csv.HeaderRecord! : [];
    }

    private static JsonNode? Cell(string? text)
    {
        if (text is not ['{', ..])
        {
            return text;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
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
