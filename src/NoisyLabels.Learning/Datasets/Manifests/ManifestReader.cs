using NoisyLabels.Imaging.Decoding;

namespace NoisyLabels.Learning.Datasets.Manifests;

/// <summary>Reads a dataset that a table describes: one image and its label on each row.</summary>
internal static class ManifestReader
{
    private static readonly string[] Tables = [".csv", ".tsv"];
    private static readonly string[] JsonLines = [".jsonl", ".ndjson"];

    public static bool IsManifest(string path) => Has(path, Tables) || Has(path, JsonLines);

    public static ImageDataset Read(string path, DatasetOptions options)
    {
        var folder = Path.GetDirectoryName(path)!;
        var paths = new ManifestPath(folder);
        var entries = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        List<SkippedImage> skipped = [];
        var rows = 0;
        foreach (var row in Has(path, Tables) ? CsvManifest.Rows(path, options) : JsonLinesManifest.Rows(path, options))
        {
            rows++;
            if (Problem(row) is { } problem)
            {
                skipped.Add(new SkippedImage(row.FileName is { Length: > 0 } name ? name : LineOf(path, row), problem));
                continue;
            }

            var (relative, leaves) = paths.Resolve(row.FileName!);
            if (relative is null)
            {
                skipped.Add(new SkippedImage(row.FileName!, leaves!));
            }
            else if (!entries.TryGetValue(relative, out var entry))
            {
                entries.Add(
                    relative, new ManifestEntry(row.Label!, string.IsNullOrEmpty(row.Split) ? null : row.Split));
            }
            else
            {
                entry.OtherLabels.Add(row.Label!);
            }
        }

        var dataset = Assemble(folder, entries, skipped);
        return dataset.Items.Count > 0 ? dataset : throw Complaint(path, rows, dataset);
    }

    private static ImageDataset Assemble(
        string folder, Dictionary<string, ManifestEntry> entries, List<SkippedImage> skipped)
    {
        string[] classes =
        [
            .. entries.Values.SelectMany(entry => entry.OtherLabels.Prepend(entry.Label))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        List<DatasetItem> items = [];
        foreach (var (file, entry) in entries)
        {
            var fullPath = Path.Combine(folder, file);
            if (ProblemOf(file, fullPath, entry) is { } problem)
            {
                skipped.Add(new SkippedImage(file, problem));
                continue;
            }

            var label = Array.BinarySearch(classes, entry.Label, StringComparer.Ordinal);
            items.Add(new DatasetItem(file, fullPath, entry.Split, label));
        }

        items.Sort((a, b) => string.CompareOrdinal(a.FileName, b.FileName));
        return new ImageDataset(
            folder, classes, items, [.. skipped.OrderBy(file => file.FileName, StringComparer.Ordinal)]);
    }

    private static string? Problem(ManifestRow row) => row switch
    {
        { Problem: { } problem } => problem,
        { FileName: null or "" } => $"Line {row.Line} names no file.",
        { Label: null or "" } => $"Line {row.Line} gives it no label.",
        _ => null,
    };

    private static string? ProblemOf(string file, string fullPath, ManifestEntry entry)
    {
        string[] labels = [.. entry.OtherLabels.Prepend(entry.Label).Distinct(StringComparer.Ordinal)];
        if (labels.Length > 1)
        {
            return $"The manifest lists it with {labels.Length} labels ({string.Join(", ", labels)}); keep one row.";
        }

        return !ImageFormats.HasImageExtension(file) && !Directory.Exists(fullPath)
            ? "It is not an image by its extension."
            : ImageFileCheck.ProblemOf(fullPath);
    }

    private static UserErrorException Complaint(string path, int rows, ImageDataset dataset)
    {
        if (rows == 0)
        {
            return new UserErrorException($"\"{path}\" lists no image: it holds a header at most.");
        }

        var (name, reason) = dataset.Skipped[0];
        return new UserErrorException(
            $"No image of \"{path}\" could be taken: {dataset.Skipped.Count} left out, the first is {name}: "
            + $"{reason} Paths are relative to the manifest's folder, \"{dataset.Root}\".");
    }

    private static string LineOf(string path, ManifestRow row) => $"{Path.GetFileName(path)}, line {row.Line}";

    private static bool Has(string path, string[] extensions) =>
        extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private sealed record ManifestEntry(string Label, string? Split)
    {
        public HashSet<string> OtherLabels { get; } = new(StringComparer.Ordinal);
    }
}
