using System.Security.Cryptography;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>Which label each image of a dataset gets, before it is asked where the image goes.</summary>
/// <param name="Images">Every image, in ordinal order of its name; without targets.</param>
/// <param name="Summary">Without collisions.</param>
internal sealed record LabelDecisions(IReadOnlyList<PlannedImage> Images, ApplySummary Summary)
{
    /// <summary>Fewer may be an afternoon's work; as many, when they are more than half, are another dataset.</summary>
    private const int MinStrangers = 3;

    /// <exception cref="UserErrorException">The corrections are of another dataset.</exception>
    public static LabelDecisions Make(
        ImageDataset dataset, CorrectionSet corrections, ApplyOptions options, CancellationToken cancellationToken)
    {
        var match = CorrectionMatch.Of(corrections, dataset);
        List<PlannedImage> images = [];
        List<SkippedImage> changed = [];
        var belowThreshold = 0;
        var compared = 0;
        foreach (var item in dataset.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var label = dataset.Classes[item.GivenLabel];
            if (!match.ByFile.TryGetValue(item.FileName, out var correction))
            {
                var reason = match.Listed.Contains(item.FileName) ? "the correction does not fit" : "not listed";
                images.Add(new PlannedImage(item, label, label, reason));
                continue;
            }

            var decision = LabelDecision.Of(correction, options.Threshold);
            compared += decision.Label != label && correction.Sha256 is not null ? 1 : 0;
            if (decision.Label != label && HasChanged(item, correction))
            {
                changed.Add(new SkippedImage(item.FileName, "Its content has changed since the correction was made."));
                decision = new LabelDecision(label, "content has changed");
            }

            belowThreshold += decision.IsBelowThreshold ? 1 : 0;
            images.Add(new PlannedImage(item, label, decision.Label, decision.Reason) { Correction = correction });
        }

        if (changed.Count >= MinStrangers && changed.Count * 2 > compared)
        {
            throw new UserErrorException(
                $"These corrections were made for other images: of {compared} that would get another label or be left "
                + $"out, {changed.Count} have another content in \"{dataset.Root}\" ({changed[0].FileName}). Name the "
                + "dataset that they were made for, or run 'find' again.");
        }

        return new LabelDecisions(images, Summarize(images) with
        {
            IsDryRun = options.DryRun,
            BelowThreshold = belowThreshold,
            NewClasses =
            [
                .. images.Select(image => image.Label).OfType<string>().Except(dataset.Classes, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            Missing = match.Missing,
            Unlisted = [.. dataset.Items.Select(item => item.FileName).Where(name => !match.Listed.Contains(name))],
            NotApplied = [.. match.Mismatched, .. changed],
            LeftOut = dataset.Skipped,
        });
    }

    private static ApplySummary Summarize(List<PlannedImage> images) => new()
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
        Collisions = [],
        NewClasses = [],
        Missing = [],
        Unlisted = [],
        NotApplied = [],
        LeftOut = [],
    };

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
