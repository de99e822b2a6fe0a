using NoisyLabels.Datasets.Reading;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>How to write a corrected dataset.</summary>
public sealed record ApplyOptions
{
    /// <summary>
    /// Suggestions with at least this score are applied, 0 to 1. What a person accepted or relabelled is applied
    /// whatever its score. Default 0.5: more likely right than wrong.
    /// </summary>
    public double Threshold { get; init; } = 0.5;

    public LinkMode Link { get; init; }

    /// <summary>Say what would be done, and write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>How to read the source; null for the defaults.</summary>
    public DatasetOptions? Dataset { get; init; }
}

/// <summary>How an image gets into the corrected dataset.</summary>
public enum LinkMode
{
    /// <summary>Its bytes are copied. Safe; takes as much room again.</summary>
    Copy,

    /// <summary>A second name for the same bytes, on the same file system. Who edits one edits the other.</summary>
    HardLink,

    /// <summary>A link to the source by its absolute path; broken when the source moves.</summary>
    SymbolicLink,
}
