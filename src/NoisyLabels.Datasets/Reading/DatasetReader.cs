using NoisyLabels.Datasets.Reading.Folders;
using NoisyLabels.Datasets.Reading.Manifests;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Reading;

/// <summary>Finds the images and given labels of a dataset on disk, without decoding anything.</summary>
public static class DatasetReader
{
    /// <summary>
    /// Reads a folder (<c>root/CLASS/IMAGE</c> or <c>root/SPLIT/CLASS/IMAGE</c>, deeper folders below a class allowed;
    /// Hugging Face's imagefolder with metadata; FiftyOne's <c>data/</c> with <c>labels.json</c>) or a file that names
    /// images and labels: CSV, JSON Lines, Parquet, FiftyOne's <c>labels.json</c>, an export of Label Studio. What a
    /// file is, its content says.
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
        options ??= new DatasetOptions();
        try
        {
            return Directory.Exists(path) ? ReadFolder(path, options)
                : File.Exists(path) ? ReadFile(path, options)
                : throw new UserErrorException($"There is no file or folder \"{path}\".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"\"{path}\" cannot be read: {exception.Message}", exception);
        }
    }

    private static ImageDataset ReadFolder(string path, DatasetOptions options)
    {
        if (options.Images is not null)
        {
            throw new UserErrorException(
                $"\"{path}\" is a folder, which holds its images; --images goes with a file that names them.");
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return DescribedFolder.Read(root, options) ?? FolderReader.Read(root);
    }

    private static ImageDataset ReadFile(string path, DatasetOptions options)
    {
        var file = Path.GetFullPath(path);
        var folder = options.Images is { } images
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(images))
            : Path.GetDirectoryName(file)!;
        return Directory.Exists(folder)
            ? ManifestReader.Read(folder, [new ManifestSource(file, folder)], options)
            : throw new UserErrorException($"There is no folder \"{options.Images}\" of images.");
    }
}
