using System.Security.Cryptography;
using NoisyLabels.Learning.Datasets;

namespace NoisyLabels.Learning.Corrections.Applying;

/// <summary>Everything that is to be done, worked out before anything is written.</summary>
/// <param name="Images">Every image of the source, in ordinal order of its name there.</param>
/// <param name="Folders">Class folders to make, whether or not an image goes there.</param>
internal sealed record ApplyPlan(
    IReadOnlyList<PlannedImage> Images, IReadOnlyList<string> Folders, ApplySummary Summary)
{
    /// <exception cref="UserErrorException">
    /// The corrections are of another dataset, or a label is no name of a folder.
    /// </exception>
    public static ApplyPlan Make(
        string source,
        ImageDataset dataset,
        CorrectionSet corrections,
        ApplyOptions options,
        CancellationToken cancellationToken)
    {
        var layout = SourceLayout.Of(dataset);
        var match = CorrectionMatch.Of(corrections, dataset);
        List<PlannedImage> decided = [];
        List<SkippedImage> changed = [];
        var belowThreshold = 0;
        foreach (var item in dataset.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var label = dataset.Classes[item.GivenLabel];
            if (!match.ByFile.TryGetValue(item.FileName, out var correction))
            {
                var reason = match.Listed.Contains(item.FileName) ? "the correction does not fit" : "not listed";
                decided.Add(new PlannedImage(item, label, label, reason));
                continue;
            }

            var decision = Decision.Of(correction, options.Threshold);
            if (decision.Label != label && HasChanged(item, correction))
            {
                changed.Add(new SkippedImage(item.FileName, "Its content has changed since the correction was made."));
                decision = new Decision(label, "content has changed");
            }

            belowThreshold += decision.IsBelowThreshold ? 1 : 0;
            decided.Add(new PlannedImage(item, label, decision.Label, decision.Reason));
        }

        var planned = WithTargets(decided, layout);
        return new ApplyPlan(planned, layout.ClassFolders, Summarize(planned, layout) with
        {
            IsDryRun = options.DryRun,
            BelowThreshold = belowThreshold,
            NewClasses = NewClasses(planned, dataset),
            Missing = match.Missing,
            Unlisted = [.. dataset.Items.Select(item => item.FileName).Where(name => !match.Listed.Contains(name))],
            NotApplied = [.. match.Mismatched, .. changed],
            LeftOut = dataset.Skipped,
        });
    }

    /// <summary>Images that stay come first and keep their names; those that move make way.</summary>
    private static List<PlannedImage> WithTargets(List<PlannedImage> images, SourceLayout layout)
    {
        var names = new TargetNames();
        foreach (var folder in layout.ClassFolders)
        {
            names.AddFolder(folder);
        }

        List<PlannedImage> planned = [.. images];
        var order = Enumerable.Range(0, images.Count).Where(i => !images[i].IsExcluded).OrderBy(i => images[i].IsMoved);
        foreach (var index in order)
        {
            var image = images[index];
            var folder = layout.FolderOf(image.Item, image.Label!);
            var rest = layout.RestOf(image.Item);
            var target = names.Take(folder, rest, image.OriginalLabel);
            planned[index] = image with
            {
                Target = target,
                Reason = target == $"{folder}/{rest}"
                    ? image.Reason
                    : $"{image.Reason}; renamed, as the name was taken",
            };
        }

        return planned;
    }

    private static ApplySummary Summarize(List<PlannedImage> images, SourceLayout layout) => new()
    {
        IsDryRun = false,
        Images = images.Count,
        Unchanged = images.Count(image => !image.IsMoved && !image.IsExcluded),
        Moved = images.Count(image => image.IsMoved),
        Excluded = images.Count(image => image.IsExcluded),
        BelowThreshold = 0,
        Moves =
        [
            .. images.Where(image => image.IsMoved)
                .CountBy(image => (image.OriginalLabel, Label: image.Label!))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key.OriginalLabel, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Label, StringComparer.Ordinal)
                .Select(pair => new LabelMove(pair.Key.OriginalLabel, pair.Key.Label, pair.Value)),
        ],
        Collisions =
        [
            .. images.Where(image => image.Target is { } target
                    && target != $"{layout.FolderOf(image.Item, image.Label!)}/{layout.RestOf(image.Item)}")
                .Select(image => new Collision(image.Item.FileName, image.Target!)),
        ],
        NewClasses = [],
        Missing = [],
        Unlisted = [],
        NotApplied = [],
        LeftOut = [],
    };

    private static string[] NewClasses(List<PlannedImage> images, ImageDataset dataset)
    {
        string[] added =
        [
            .. images.Select(image => image.Label).OfType<string>().Except(dataset.Classes, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        foreach (var label in added)
        {
            ClassName.RequireSafe(label);
        }

        return added;
    }

    private static bool HasChanged(DatasetItem item, Correction correction)
    {
        if (correction.Sha256 is null)
        {
            return false;
        }

        using var stream = File.OpenRead(item.FullPath);
        return !Convert.ToHexString(SHA256.HashData(stream)).Equals(
            correction.Sha256, StringComparison.OrdinalIgnoreCase);
    }
}
