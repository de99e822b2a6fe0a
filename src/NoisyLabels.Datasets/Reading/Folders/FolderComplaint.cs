using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Reading.Folders;

/// <summary>Says why a folder is no dataset: what layout is expected, and what was found in its place.</summary>
internal static class FolderComplaint
{
    private const string Expected =
        "a folder with one sub-folder for each class is expected "
        + "(DIR/cat/1.jpg, DIR/dog/2.jpg; or DIR/train/cat/1.jpg)";

    public static UserErrorException About(ImageDataset dataset, FolderListing listing)
    {
        var loose = listing.Files.Where(file => !file.Contains('/')).ToList();
        var looseImages = loose.Count(ImageFormats.HasImageExtension);
        if (dataset.Classes.Count == 0 && looseImages > 0)
        {
            return new UserErrorException(
                $"\"{dataset.Root}\" holds {Count(looseImages, "image")} but no class folder: {Expected}"
                + ManifestHint(dataset.Root, loose));
        }

        if (dataset.Classes.Count == 0)
        {
            var found = dataset.Skipped.Count == 0
                ? "it is empty"
                : $"it holds no folder that could be taken for a class ({Example(dataset)})";
            return new UserErrorException($"\"{dataset.Root}\" is no dataset: {Expected}, but {found}.");
        }

        var classes = $"{Count(dataset.Classes.Count, "class folder")} ({Shortened(dataset.Classes)})";
        return new UserErrorException(
            dataset.Skipped.Count == 0
                ? $"\"{dataset.Root}\" holds {classes} but no image in any of them: {Expected}."
                : $"\"{dataset.Root}\" holds {classes} but no image that could be taken: "
                    + $"{Count(dataset.Skipped.Count, "file")} left out ({Example(dataset)}); {Expected}.");
    }

    private static string ManifestHint(string root, List<string> loose) =>
        loose.Find(Manifests.ManifestDetection.IsNamedSo) is { } manifest
            ? $". If \"{manifest}\" names their labels, pass that file: \"{Path.Combine(root, manifest)}\"."
            : ", or a CSV, JSON Lines or Parquet file with the columns file_name and label.";

    private static string Example(ImageDataset dataset)
    {
        var (name, reason) = dataset.Skipped[0];
        return $"{name}: {reason.TrimEnd('.')}";
    }

    private static string Shortened(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? ", …" : "");

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
