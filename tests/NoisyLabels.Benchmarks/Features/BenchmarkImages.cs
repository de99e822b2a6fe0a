using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.Features;

/// <summary>
/// Images to measure with: CIFAR where it lies beside the repository, else drawn ones of the size of photographs.
/// </summary>
internal static class BenchmarkImages
{
    private const int DrawnWidth = 400;
    private const int DrawnHeight = 300;

    /// <param name="folder">Where drawn images may be written.</param>
    public static ImageDataset Take(int count, string folder)
    {
        var root = SharedData.Cifar10n is { } zip
            ? SharedData.Unzipped(zip)
            : Draw(count, Path.Combine(folder, "images"));
        var files = Directory.GetFiles(root, "*.jpg", SearchOption.AllDirectories);
        return new ImageDataset(
            root,
            ["any"],
            [.. files.Order(StringComparer.Ordinal).Take(count)
                .Select(file => new DatasetItem(Path.GetRelativePath(root, file), file, Split: null, GivenLabel: 0))],
            []);
    }

    private static string Draw(int count, string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(
                Path.Combine(folder, $"{i:00000}.jpg"), TinyImages.Make("jpg", DrawnWidth, DrawnHeight, seed: i));
        }

        return folder;
    }
}
