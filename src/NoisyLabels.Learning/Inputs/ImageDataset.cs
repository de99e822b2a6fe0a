namespace NoisyLabels.Learning.Inputs;

/// <summary>Images with given labels, as found on disk; nothing has been decoded yet.</summary>
/// <param name="Root">The folder (of a manifest, the one with its images) that file names are relative to.</param>
/// <param name="Classes">Class names in ordinal order; classes without images are among them.</param>
/// <param name="Items">In ordinal order of <see cref="DatasetItem.FileName"/>.</param>
/// <param name="Skipped">What lay there and was not taken, with the reason.</param>
public sealed record ImageDataset(
    string Root,
    IReadOnlyList<string> Classes,
    IReadOnlyList<DatasetItem> Items,
    IReadOnlyList<SkippedImage> Skipped)
{
    /// <summary>Do folders stand for the classes? Else a file says the labels.</summary>
    public bool IsFolderPerClass { get; init; }
}
