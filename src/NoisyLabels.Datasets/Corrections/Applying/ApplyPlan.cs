using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections.Applying;

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
        ImageDataset dataset, CorrectionSet corrections, ApplyOptions options, CancellationToken cancellationToken)
    {
        var layout = SourceLayout.Of(dataset);
        var decided = LabelDecisions.Make(dataset, corrections, options, cancellationToken);
        foreach (var label in decided.Summary.NewClasses)
        {
            ClassName.RequireSafe(label);
        }

        var planned = WithTargets(decided.Images, layout);
        Collision[] collisions =
        [
            .. planned.Where(image => image.Target is { } target
                    && target != $"{layout.FolderOf(image.Item, image.Label!)}/{layout.RestOf(image.Item)}")
                .Select(image => new Collision(image.Item.FileName, image.Target!)),
        ];
        return new ApplyPlan(planned, layout.ClassFolders, decided.Summary with { Collisions = collisions });
    }

    /// <summary>Images that stay come first and keep their names; those that move make way.</summary>
    private static List<PlannedImage> WithTargets(IReadOnlyList<PlannedImage> images, SourceLayout layout)
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
}
