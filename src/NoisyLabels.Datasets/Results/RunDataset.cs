namespace NoisyLabels.Datasets.Results;

/// <summary>The dataset of a run.</summary>
/// <param name="Source">What the user named: a folder or a manifest.</param>
/// <param name="Root">The folder that file names are relative to.</param>
/// <param name="SnapshotSha256">Hash over the names, contents and given labels of all images that were used.</param>
/// <param name="ImagesFound">Images that were used and files that were not.</param>
/// <param name="ImagesUsed">N, the rows of every table.</param>
/// <param name="ImagesSkipped">Files that took no part.</param>
/// <param name="Classes">Class names in ordinal order.</param>
public sealed record RunDataset(
    string Source,
    string Root,
    string SnapshotSha256,
    int ImagesFound,
    int ImagesUsed,
    int ImagesSkipped,
    IReadOnlyList<string> Classes);
