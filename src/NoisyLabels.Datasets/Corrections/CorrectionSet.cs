namespace NoisyLabels.Datasets.Corrections;

/// <summary>All corrections of a dataset.</summary>
/// <param name="Project">The project they belong to; null for a plain folder.</param>
/// <param name="ModelVersion">The model that suggested them; null where the file does not say.</param>
/// <param name="Items">Every image, each path once.</param>
public sealed record CorrectionSet(string? Project, string? ModelVersion, IReadOnlyList<Correction> Items);

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

    /// <summary>SHA-256 of the image's file, 64 hexadecimal digits; null where the file does not say.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>What became of a correction. Written in lower case.</summary>
public enum CorrectionState
{
    /// <summary>Nothing to correct.</summary>
    Unchanged,

    /// <summary>The model suggests another label; nobody has looked at it yet.</summary>
    Suggested,

    /// <summary>A person agreed with the suggestion.</summary>
    Accepted,

    /// <summary>A person kept the given label.</summary>
    Kept,

    /// <summary>A person gave a label of their own.</summary>
    Relabelled,

    /// <summary>A person threw the image out.</summary>
    Excluded,

    /// <summary>A person could not tell.</summary>
    Unsure,
}
