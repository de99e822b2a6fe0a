using System.Text.Json;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>One JSON object a line. Labels may be texts, numbers or true and false.</summary>
internal static class JsonLinesManifest
{
    public static IEnumerable<ManifestRow> Rows(string path, DatasetOptions options)
    {
        ManifestColumns? columns = null;
        foreach (var (where, text) in Lines(path))
        {
            var (values, problem) = Parse(text);
            if (values is null)
            {
                yield return new ManifestRow(where, null, null, null, problem);
                continue;
            }

            columns ??= ManifestColumns.Find(path, [.. values.Keys], options);
            yield return Row(where, values, columns);
        }
    }

    /// <summary>The names on the first line that can be read; none where there is none.</summary>
    public static IReadOnlyList<string> Columns(string path) =>
        Lines(path).Select(line => Parse(line.Text).Values).FirstOrDefault(values => values is not null)?.Keys.ToList()
        ?? [];

    public static ManifestRow Row(string where, Dictionary<string, string?> values, ManifestColumns columns) => new(
        where,
        values.GetValueOrDefault(columns.FileName),
        values.GetValueOrDefault(columns.Label),
        columns.Split is null ? null : values.GetValueOrDefault(columns.Split));

    /// <summary>The values of an object that are texts, numbers, true or false; names without regard to case.</summary>
    /// <exception cref="InvalidOperationException">One holds half of a surrogate pair.</exception>
    public static Dictionary<string, string?> Values(JsonElement row)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in row.EnumerateObject())
        {
            values[property.Name] = Text(property.Value);
        }

        return values;
    }

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static IEnumerable<(string Where, string Text)> Lines(string path) =>
        File.ReadLines(path).Index()
            .Where(line => !string.IsNullOrWhiteSpace(line.Item))
            .Select(line => ($"line {line.Index + 1}", line.Item));

    private static (Dictionary<string, string?>? Values, string? Problem) Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (Values(document.RootElement), null)
                : (null, "The line is JSON, but no object with file_name and label.");
        }
        catch (JsonException)
        {
            return (null, "The line is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            return (null, "The line holds half of a surrogate pair, which is no text.");
        }
    }
}
