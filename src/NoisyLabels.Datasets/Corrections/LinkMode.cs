namespace NoisyLabels.Datasets.Corrections;

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
