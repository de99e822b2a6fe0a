namespace NoisyLabels.Learning.Inputs;

/// <summary>One image of a dataset with the label that somebody gave it.</summary>
/// <param name="FileName">Path below the dataset's root, forward slashes; unique in the dataset.</param>
/// <param name="FullPath">Where to read it.</param>
/// <param name="Split">train, val, test … where the dataset has splits, else null.</param>
/// <param name="GivenLabel">Index into <see cref="ImageDataset.Classes"/>.</param>
public sealed record DatasetItem(string FileName, string FullPath, string? Split, int GivenLabel);
