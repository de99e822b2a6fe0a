using NoisyLabels.Common.Files;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Reading.Folders;

/// <summary>Reads a folder-per-class dataset, with or without splits above the classes.</summary>
internal static class FolderReader
{
    public static ImageDataset Read(string root)
    {
        var listing = FolderWalk.List(root);
        var layout = FolderLayout.Of(listing);
        var outputs = FolderLayout.OutputFolders(listing);
        string[] classes = [.. layout.ClassFolders.Select(layout.ClassOf).Distinct().Order(StringComparer.Ordinal)];
        var index = classes.Select((name, i) => (name, i)).ToDictionary(
            pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        List<DatasetItem> items = [];
        List<SkippedImage> skipped = [.. listing.Problems];
        skipped.AddRange(outputs.Select(folder => new SkippedImage(folder, "It holds the results of an earlier run.")));
        skipped.AddRange(StrayFolders(listing));
        foreach (var file in listing.Files.Where(file => !outputs.Contains(file.Split('/', 2)[0])))
        {
            var fullPath = Path.Combine(root, file);
            if (layout.Place(file) is not { } place || !index.TryGetValue(place.Class, out var label))
            {
                AddOutside(file, layout, skipped);
            }
            else if (!ImageFormats.HasImageExtension(file))
            {
                AddNoImage(file, skipped);
            }
            else if (ImageFileCheck.ProblemOf(fullPath) is { } problem)
            {
                skipped.Add(new SkippedImage(file, problem));
            }
            else
            {
                items.Add(new DatasetItem(file, fullPath, place.Split, label));
            }
        }

        skipped.Sort((a, b) => string.CompareOrdinal(a.FileName, b.FileName));
        var dataset = new ImageDataset(root, classes, items, skipped) { IsFolderPerClass = true };
        return items.Count > 0 ? dataset : throw FolderComplaint.About(dataset, listing);
    }

    private static void AddOutside(string file, FolderLayout layout, List<SkippedImage> skipped)
    {
        if (!ImageFormats.HasImageExtension(file))
        {
            AddNoImage(file, skipped);
            return;
        }

        var expected = layout.HasSplits ? "SPLIT/CLASS/IMAGE" : "CLASS/IMAGE";
        skipped.Add(
            new SkippedImage(file, $"It lies in no class folder ({expected} is expected), so it has no label."));
    }

    private static void AddNoImage(string file, List<SkippedImage> skipped)
    {
        if (!IgnoredNames.IsDescription(file[(file.LastIndexOf('/') + 1)..]))
        {
            skipped.Add(new SkippedImage(file, "It is not an image by its extension."));
        }
    }

    /// <summary>Folders that are named like an image and hold nothing: somebody took them for one.</summary>
    private static IEnumerable<SkippedImage> StrayFolders(FolderListing listing)
    {
        var files = listing.Files;
        return listing.Folders
            .Where(folder => ImageFormats.HasImageExtension(folder)
                && !files.Any(file => file.StartsWith(folder + "/", StringComparison.Ordinal)))
            .Select(folder => new SkippedImage(folder, "It is a folder, not an image."));
    }
}
