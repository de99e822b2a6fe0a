namespace NoisyLabels.Datasets.Corrections;

/// <summary>One image's entry in a file of corrections.</summary>
/// <param name="Path">Below the dataset's root, forward slashes; a bare file name in files of the predecessor.</param>
/// <param name="OriginalLabel">The given label.</param>
/// <param name="CorrectedLabel">Equal to <paramref name="OriginalLabel"/> where nothing is corrected.</param>
/// <param name="Score">Probability that <paramref name="CorrectedLabel"/> is right, 0 to 1.</param>
public sealed record Correction(string Path, string OriginalLabel, string CorrectedLabel, double Score)
{
    /// <summary>
    /// Probability that <see cref="OriginalLabel"/> is right, 0 to 1; null where the file does not say.
    /// </summary>
    public double? LabelQuality { get; init; }

    public CorrectionState State { get; init; }

    /// <summary>Of the image's file, 64 hexadecimal digits; null where the file does not say.</summary>
    public string? Sha256 { get; init; }
}
