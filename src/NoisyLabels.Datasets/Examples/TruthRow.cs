namespace NoisyLabels.Datasets.Examples;

/// <summary>What is known about one image of a data set whose labels were made noisy.</summary>
/// <param name="FileName">Path below the data set's root, forward slashes; it leads through the given label.</param>
/// <param name="Label">The true class.</param>
/// <param name="GivenLabel">The class that the data set claims.</param>
/// <param name="Difficulty">0 plain to see to 1 hard; null where it is not known.</param>
public sealed record TruthRow(string FileName, string Label, string GivenLabel, double? Difficulty);
