using NoisyLabels.Learning.Datasets.Folders;
using NoisyLabels.Learning.Datasets.Manifests;

namespace NoisyLabels.Learning.Datasets;

/// <summary>Finds the images and given labels of a dataset on disk, without decoding anything.</summary>
public static class DatasetReader
{
    /// <summary>
    /// Reads a folder (<c>root/CLASS/IMAGE</c> or <c>root/SPLIT/CLASS/IMAGE</c>, deeper folders below a class allowed)
    /// or a manifest (<c>.csv</c>, <c>.tsv</c>, <c>.jsonl</c>, <c>.ndjson</c>) that names a file and a label on each
    /// row.
    /// </summary>
    /// <returns>
    /// At least one class and one image; whatever was left out is in <see cref="ImageDataset.Skipped"/>.
    /// </returns>
    /// <exception cref="UserErrorException">
    /// Nothing is there, it has another layout, or no image of it could be taken.
    /// </exception>
    public static ImageDataset Read(string path, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            return FolderReader.Read(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        }

        if (!File.Exists(path))
        {
            throw new UserErrorException($"There is no file or folder \"{path}\".");
        }

        if (!ManifestReader.IsManifest(path))
        {
            throw new UserErrorException(
                $"\"{path}\" is neither a folder of images nor a manifest (.csv, .tsv, .jsonl or .ndjson).");
        }

        try
        {
            return ManifestReader.Read(Path.GetFullPath(path), options ?? new DatasetOptions());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"\"{path}\" cannot be read: {exception.Message}", exception);
        }
    }
}
