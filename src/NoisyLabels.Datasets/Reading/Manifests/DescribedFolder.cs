using NoisyLabels.Datasets.Reading.Folders;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Reading.Manifests;

/// <summary>
/// A folder of images beside which a file says their labels: Hugging Face's imagefolder with <c>metadata.csv</c>,
/// <c>.jsonl</c> or <c>.parquet</c> (one for all, or one in each folder of a split), or FiftyOne's <c>labels.json</c>.
/// </summary>
internal static class DescribedFolder
{
    private const string FiftyOne = "labels.json";
    private static readonly string[] Metadata = ["metadata.csv", "metadata.jsonl", "metadata.parquet"];

    /// <returns>Null where no such file lies there, so that folders are classes.</returns>
    /// <exception cref="UserErrorException">There is one, but it cannot be used.</exception>
    public static ImageDataset? Read(string root, DatasetOptions options)
    {
        ManifestSource[] sources = [.. Sources(root, options)];
        if (sources.Length == 0)
        {
            return null;
        }

        var dataset = ManifestReader.Read(root, sources, options);
        var listed = dataset.Items.Select(item => item.FileName)
            .Concat(dataset.Skipped.Select(file => file.FileName))
            .ToHashSet(StringComparer.Ordinal);
        var names = string.Join(", ", sources.Select(source => Path.GetFileName(source.Path)).Distinct());
        var unlisted = FolderWalk.List(root).Files
            .Where(file => ImageFormats.HasImageExtension(file) && !listed.Contains(file))
            .Select(file => new SkippedImage(file, $"{names} does not list it, so it has no label."));
        return dataset with
        {
            Items = [.. dataset.Items.Select(item => item with { Split = item.Split ?? SplitOf(item.FileName) })],
            Skipped = [.. dataset.Skipped.Concat(unlisted).OrderBy(file => file.FileName, StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<ManifestSource> Sources(string root, DatasetOptions options)
    {
        var labels = Path.Combine(root, FiftyOne);
        if (File.Exists(labels) && IsFiftyOne(labels))
        {
            return [new ManifestSource(labels, root)];
        }

        return MetadataIn(root, options) is { } own
            ? [own]
            : Directory.EnumerateDirectories(root)
                .Order(StringComparer.Ordinal)
                .Where(folder => FolderLayout.IsSplitName(Path.GetFileName(folder)))
                .Select(folder => MetadataIn(folder, options))
                .OfType<ManifestSource>()
                .Select(source => source with { Split = Path.GetFileName(source.Folder) });
    }

    /// <summary>A metadata file without labels describes something else, as captions.</summary>
    private static ManifestSource? MetadataIn(string folder, DatasetOptions options)
    {
        ManifestSource[] fit =
        [
            .. Metadata.Select(name => new ManifestSource(Path.Combine(folder, name), folder))
                .Where(source => File.Exists(source.Path) && ManifestColumns.Fit(source.Columns(), options)),
        ];
        return fit is [var first, var second, ..]
            ? throw new UserErrorException(
                $"\"{folder}\" has two files of labels, {Path.GetFileName(first.Path)} and "
                + $"{Path.GetFileName(second.Path)}; keep one, or name the one that counts.")
            : fit.FirstOrDefault();
    }

    private static bool IsFiftyOne(string path)
    {
        try
        {
            return ManifestDetection.Of(path) is ManifestFormat.FiftyOne;
        }
        catch (UserErrorException)
        {
            return false;
        }
    }

    private static string? SplitOf(string file) =>
        file.Split('/', 2) is [var first, _] && FolderLayout.IsSplitName(first) ? first : null;
}
