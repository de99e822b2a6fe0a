using NoisyLabels.Cli.Connecting;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Importing;

/// <summary>
/// Brings a dataset into a Label Studio project: images, and given labels as annotations that claim no truth. What the
/// project has already is left as it is, so an import that broke off is finished by running it again.
/// </summary>
internal sealed class Importer(LabelStudioAccess access, ImportOptions options, TimeProvider clock)
{
    /// <summary>What Label Studio's upload takes; the browser could not show the others.</summary>
    private static readonly HashSet<string> Uploadable = new(StringComparer.OrdinalIgnoreCase)
    {
        ".bmp", ".gif", ".jpg", ".jpeg", ".png", ".webp",
    };

    /// <exception cref="UserErrorException">
    /// The dataset or the project does not do, or Label Studio fails; what is there by then stays.
    /// </exception>
    public async Task<ImportSummary> RunAsync(
        ImageDataset dataset, IProgress<WorkProgress> progress, CancellationToken token)
    {
        var (items, unfit) = Split(dataset);
        var addressOf = options.Media is MediaKind.Upload ? null : MediaStore.Addresses(dataset.Root, options);
        var target = await ImportTarget.OpenAsync(access, dataset, options, token);
        var (origins, foreign) = target.IsNew
            ? ([], 0)
            : await TaskOrigin.ReadAsync(access.Client, target.Id!.Value, token);
        var known = new KnownTasks(origins);
        if (options is { Media: MediaKind.Local, DryRun: false })
        {
            await MediaStore.OpenFolderAsync(access, target.Id!.Value, dataset.Root, token);
        }

        var summary = new ImportSummary
        {
            Project = target.Id,
            Title = target.Title,
            IsNewProject = target.IsNew,
            Classes = dataset.Classes,
            Images = items.Count,
            Gone = known.FileNames.Except(dataset.Items.Select(item => item.FileName)).Count(),
            Foreign = foreign,
            Skipped = [.. dataset.Skipped, .. unfit],
            DryRun = options.DryRun,
        };
        var run = new ImportRun(access, options, target, dataset, addressOf, known, clock);
        return await run.RunAsync(items, summary, progress, token);
    }

    private (IReadOnlyList<DatasetItem> Items, IReadOnlyList<SkippedImage> Unfit) Split(ImageDataset dataset)
    {
        if (options.Media is not MediaKind.Upload)
        {
            return (dataset.Items, []);
        }

        var fit = dataset.Items.ToLookup(item => Uploadable.Contains(Path.GetExtension(item.FileName)));
        return fit[true].Any()
            ? ([.. fit[true]], [.. fit[false].Select(Unfit)])
            : throw new UserErrorException(
                $"No image of \"{dataset.Root}\" has a format that Label Studio takes "
                + $"({string.Join(' ', Uploadable.Order())}).");
    }

    private static SkippedImage Unfit(DatasetItem item) =>
        new(item.FileName, "Label Studio takes no upload of this format, and browsers do not show it; convert it.");
}
