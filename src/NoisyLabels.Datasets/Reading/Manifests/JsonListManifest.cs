using System.Text.Json;
using NoisyLabels.Datasets.Files;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>A JSON list: an export of Label Studio in either form, or one object a row.</summary>
internal static class JsonListManifest
{
    public static IEnumerable<ManifestRow> Rows(string path, ImageSearch search, DatasetOptions options)
    {
        using var document = JsonFile.Parse(path);
        JsonElement[] entries = [.. document.RootElement.EnumerateArray()];
        if (Array.FindIndex(entries, entry => entry.ValueKind is not JsonValueKind.Object) is var odd and >= 0)
        {
            throw new UserErrorException($"\"{path}\" has an entry {odd + 1} that is no object.");
        }

        if (entries is [])
        {
            yield break;
        }

        var export = new LabelStudioExport(path, search, options);
        var rows = LabelStudioExport.IsWhole(entries[0]) ? export.Whole(entries)
            : LabelStudioExport.IsFlat(entries[0].EnumerateObject().Select(value => value.Name)) ? export.Flat(entries)
            : Plain(path, entries, options);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static IEnumerable<ManifestRow> Plain(string path, JsonElement[] entries, DatasetOptions options)
    {
        var names = entries[0].EnumerateObject().Select(value => value.Name);
        var columns = ManifestColumns.Find(path, [.. names], options);
        return entries.Select((entry, i) =>
            JsonLinesManifest.Row($"entry {i + 1}", JsonLinesManifest.Values(entry), columns));
    }
}
