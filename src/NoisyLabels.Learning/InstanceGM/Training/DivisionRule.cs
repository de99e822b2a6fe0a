namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>How the line between kept and lost labels was drawn.</summary>
public enum DivisionRule
{
    /// <summary>Nothing was divided: the warm-up.</summary>
    None,

    /// <summary>By the mixture, as the paper does: w > τ.</summary>
    Mixture,

    /// <summary>The mixture left too few labels of a class, so its smallest losses keep theirs, too.</summary>
    SmallestLosses,

    /// <summary>The losses do not fall into two groups, so every label is kept.</summary>
    NotSeparated,
}
