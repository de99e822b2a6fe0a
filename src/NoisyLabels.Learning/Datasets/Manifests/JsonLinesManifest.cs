using System.Text.Json;

namespace NoisyLabels.Learning.Datasets.Manifests;

/// <summary>One JSON object a line. Labels may be texts, numbers or true and false.</summary>
internal static class JsonLinesManifest
{
    public static IEnumerable<ManifestRow> Rows(string path, DatasetOptions options)
    {
        ManifestColumns? columns = null;
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var (values, problem) = Parse(text);
            if (values is null)
            {
                yield return new ManifestRow(line, null, null, null, problem);
                continue;
            }

            columns ??= ManifestColumns.Find(path, [.. values.Keys], options);
            yield return new ManifestRow(
                line,
                values.GetValueOrDefault(columns.FileName),
                values.GetValueOrDefault(columns.Label),
                columns.Split is null ? null : values.GetValueOrDefault(columns.Split));
        }
    }

    private static (Dictionary<string, string?>? Values, string? Problem) Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, "The line is JSON, but no object with file_name and label.");
            }

            var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                values[property.Name] = Text(property.Value);
            }

            return (values, null);
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

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
