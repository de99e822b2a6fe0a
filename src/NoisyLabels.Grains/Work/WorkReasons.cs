namespace NoisyLabels.Grains.Work;

/// <summary>Which work is due.</summary>
[Flags]
public enum WorkReasons
{
    None = 0,

    /// <summary>Compare with an export.</summary>
    Reconcile = 1,

    /// <summary>Look for the images of tasks.</summary>
    Images = 2,

    /// <summary>Judge what an older active version has forgotten, and forget what nobody asks versions for.</summary>
    Judge = 8,

    /// <summary>Write the active version's predictions into Label Studio.</summary>
    Push = 4,
}
