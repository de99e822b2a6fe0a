using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Examples.Noise;

/// <summary>What was written, or would be.</summary>
/// <param name="Folder">The new data set's root, absolute.</param>
/// <param name="Classes">In ordinal order.</param>
/// <param name="Truth">One row for each image, in ordinal order of the new names.</param>
/// <param name="Unread">
/// Images copied with the label they had, because their pixels were asked for and cannot be read.
/// </param>
/// <param name="LeftOut">Files of the source that are no images of the data set; they were not copied.</param>
public sealed record NoiseSummary(
    string Folder,
    IReadOnlyList<string> Classes,
    IReadOnlyList<TruthRow> Truth,
    IReadOnlyList<SkippedImage> Unread,
    IReadOnlyList<SkippedImage> LeftOut)
{
    public int WrongLabels => Truth.Count(row => row.Label != row.GivenLabel);
}
