namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>Which annotations marked as ground truth are believed.</summary>
public enum GroundTruthUse
{
    /// <summary>
    /// Those that a person marked or saved, while they are the exception in their project. Imported annotations are
    /// marked by Label Studio itself, so that a noisy dataset looks like ground truth throughout.
    /// </summary>
    WhenExceptional,

    /// <summary>All.</summary>
    Always,

    /// <summary>None: they count as any other annotation.</summary>
    Never,
}
