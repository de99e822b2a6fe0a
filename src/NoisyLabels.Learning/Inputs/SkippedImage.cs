namespace NoisyLabels.Learning.Inputs;

/// <summary>A file that takes no part in a run.</summary>
/// <param name="FileName">Path below the dataset's root, forward slashes.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record SkippedImage(string FileName, string Reason);
