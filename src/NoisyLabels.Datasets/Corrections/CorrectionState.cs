namespace NoisyLabels.Datasets.Corrections;

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
