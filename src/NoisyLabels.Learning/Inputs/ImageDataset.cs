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

/// <summary>One image of a dataset with the label that somebody gave it.</summary>
/// <param name="FileName">Path below the dataset's root, forward slashes; unique in the dataset.</param>
/// <param name="FullPath">Where to read it.</param>
/// <param name="Split">train, val, test … where the dataset has splits, else null.</param>
/// <param name="GivenLabel">Index into <see cref="ImageDataset.Classes"/>.</param>
public sealed record DatasetItem(string FileName, string FullPath, string? Split, int GivenLabel);

/// <summary>A file that takes no part in a run.</summary>
/// <param name="FileName">Path below the dataset's root, forward slashes.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record SkippedImage(string FileName, string Reason);
