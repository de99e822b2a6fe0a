using NoisyLabels.Datasets.Corrections.Applying;
using NoisyLabels.Datasets.Examples.Noise;
using NoisyLabels.Datasets.Files;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Examples;

/// <summary>
/// Copies a data set with some of its labels made wrong, and writes down the truth, so that finding them can be tried
/// on a user's own images. Splits stay as they are, images keep their bytes and names; where a name is taken in the new
/// class, the old class goes before it.
/// </summary>
public static class NoiseMaker
{
    /// <param name="source">A folder per class, with or without splits; it is only read.</param>
    /// <param name="destination">Empty or absent; neither inside the source nor around it.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each image; from several threads while pictures are read.</param>
    /// <param name="cancellationToken">Stops between images; nothing is left behind.</param>
    /// <exception cref="UserErrorException">
    /// An option is out of its range, there is no data set of two classes, or it cannot be written.
    /// </exception>
    public static NoiseSummary Make(
        string source,
        string destination,
        NoiseOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        options ??= new NoiseOptions();
        if (!(options.Rate is >= 0 and <= 1))
        {
            throw new UserErrorException("The share of wrong labels must be from 0 to 1: 0.2 is one label in five.");
        }

        var dataset = DatasetReader.Read(source);
        DatasetFolders.Check(source, dataset.Root, destination);
        if (dataset.Classes.Count < 2)
        {
            throw new UserErrorException(
                $"\"{source}\" has one class, \"{dataset.Classes[0]}\"; "
                + "a label can only be wrong where there are two or more.");
        }

        List<SkippedImage> unread = [];
        var given = Draw(dataset, options, unread, progress, cancellationToken);
        var layout = SourceLayout.Of(dataset);
        var copies = Plan(dataset, given, layout);
        if (!options.DryRun)
        {
            NewFolder.Write(destination, staged => Copy(staged, copies, layout, progress, cancellationToken));
        }

        return new NoiseSummary(
            Path.GetFullPath(destination), dataset.Classes,
            [.. copies.Select(copy => copy.Row)], unread, dataset.Skipped);
    }

    private static int[] Draw(
        ImageDataset dataset,
        NoiseOptions options,
        List<SkippedImage> unread,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        int[] labels = [.. dataset.Items.Select(item => item.GivenLabel)];
        if (options.Kind != NoiseKind.Instance)
        {
            var dice = Dice.For(options.Seed, -1);
            return LabelFlips.Draw(options.Kind, labels, dataset.Classes.Count, options.Rate, dice);
        }

        var pixels = PixelTable.Read(dataset.Items, unread, progress, cancellationToken);
        return InstanceFlips.Draw(pixels, labels, dataset.Classes.Count, options.Rate, options.Seed, cancellationToken);
    }

    /// <summary>Images that keep their labels keep their names, too; those that move take what is left.</summary>
    private static PlannedCopy[] Plan(ImageDataset dataset, int[] given, SourceLayout layout)
    {
        var names = new TargetNames();
        foreach (var folder in layout.ClassFolders)
        {
            names.AddFolder(folder);
        }

        var copies = new List<PlannedCopy>(given.Length);
        foreach (var i in Enumerable.Range(0, given.Length).OrderBy(i => given[i] != dataset.Items[i].GivenLabel))
        {
            var item = dataset.Items[i];
            var (label, wrong) = (dataset.Classes[item.GivenLabel], dataset.Classes[given[i]]);
            var target = names.Take(layout.FolderOf(item, wrong), layout.RestOf(item), label);
            copies.Add(new PlannedCopy(item.FullPath, new TruthRow(target, label, wrong, Difficulty: null)));
        }

        return [.. copies.OrderBy(copy => copy.Row.FileName, StringComparer.Ordinal)];
    }

    private static void Copy(
        string folder,
        PlannedCopy[] copies,
        SourceLayout layout,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        foreach (var name in layout.ClassFolders)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        for (var i = 0; i < copies.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(folder, copies[i].Row.FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(copies[i].Source, target);
            progress?.Report(new WorkProgress("copying", i + 1, copies.Length, "images"));
        }

        TruthFile.Write(folder, [.. copies.Select(copy => copy.Row)]);
    }

    private sealed record PlannedCopy(string Source, TruthRow Row);
}
