using NoisyLabels.Common.Files;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>Reads a dataset that a table describes: one image and its label on each row.</summary>
internal static class ManifestReader
{
    /// <param name="root">What the names of the dataset's files are relative to.</param>
    /// <param name="sources">Files whose images lie in the root or below it.</param>
    /// <exception cref="UserErrorException">A file is no manifest, is damaged, or no image could be taken.</exception>
    public static ImageDataset Read(string root, IReadOnlyList<ManifestSource> sources, DatasetOptions options)
    {
        var entries = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        List<SkippedImage> skipped = [];
        var rows = 0;
        try
        {
            foreach (var source in sources)
            {
                rows += Add(root, source, options, entries, skipped);
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new UserErrorException(
                $"\"{sources[0].Path}\" holds half of a surrogate pair, which is no text.", exception);
        }

        var dataset = Assemble(root, entries, skipped);
        return dataset.Items.Count > 0 ? dataset : throw Complaint(sources[0].Path, rows, dataset);
    }

    private static int Add(
        string root,
        ManifestSource source,
        DatasetOptions options,
        Dictionary<string, ManifestEntry> entries,
        List<SkippedImage> skipped)
    {
        var paths = new ManifestPath(source.Folder);
        var below = source.Folder == root ? "" : Path.GetRelativePath(root, source.Folder).Replace('\\', '/') + "/";
        var rows = 0;
        foreach (var row in source.Rows(options))
        {
            rows++;
            if (Problem(row) is { } problem)
            {
                var name = row.FileName is { Length: > 0 } file ? below + file : WhereOf(source.Path, row);
                skipped.Add(new SkippedImage(name, problem));
                continue;
            }

            var (relative, leaves) = paths.Resolve(row.FileName!);
            if (relative is null)
            {
                skipped.Add(new SkippedImage(row.FileName!, leaves!));
            }
            else if (!entries.TryGetValue(below + relative, out var entry))
            {
                var split = string.IsNullOrEmpty(row.Split) ? source.Split : row.Split;
                entries.Add(below + relative, new ManifestEntry(row.Label!, split));
            }
            else
            {
                entry.OtherLabels.Add(row.Label!);
            }
        }

        return rows;
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
        { FileName: null or "" } => $"{Capital(row.Where)} names no file.",
        { Label: null or "" } => $"{Capital(row.Where)} gives it no label.",
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
            return new UserErrorException($"\"{path}\" lists no image.");
        }

        var (name, reason) = dataset.Skipped[0];
        return new UserErrorException(
            $"No image of \"{path}\" could be taken: {dataset.Skipped.Count} left out, the first is {name}: "
            + $"{reason} Paths are relative to \"{dataset.Root}\"; --images names another folder.");
    }

    private static string WhereOf(string path, ManifestRow row) => $"{Path.GetFileName(path)}, {row.Where}";

    private static string Capital(string where) => char.ToUpperInvariant(where[0]) + where[1..];

    private sealed record ManifestEntry(string Label, string? Split)
    {
        public HashSet<string> OtherLabels { get; } = new(StringComparer.Ordinal);
    }
}
