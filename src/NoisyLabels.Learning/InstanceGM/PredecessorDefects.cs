namespace NoisyLabels.Learning.InstanceGM;

/// <summary>What the published implementations do otherwise than the paper; emulated only to compare with.</summary>
[Flags]
public enum PredecessorDefects
{
    /// <summary>The method as the paper has it.</summary>
    None = 0,

    /// <summary>ε of the latents is uniform on [0, 1) and not N(0, I).</summary>
    UniformLatentNoise = 1 << 0,

    /// <summary>x̂ passes two sigmoids, so it lies in (0.5, 0.731).</summary>
    TwoSigmoids = 1 << 1,

    /// <summary>The divergence of the clean label is a constant, log K: it has no gradient.</summary>
    ConstantCleanLabelTerm = 1 << 2,

    /// <summary>The divergence of the latents is summed over the batch and lacks its factor ½.</summary>
    SummedLatentDivergence = 1 << 3,

    /// <summary>Each image is cropped and flipped once for the whole run, and its two views are the same.</summary>
    FrozenViews = 1 << 4,

    /// <summary>Losses and results are computed from randomly cropped and flipped images.</summary>
    RandomEvaluation = 1 << 5,

    /// <summary>
    /// Guesses are made with normalisations in training mode, so that they change their running statistics.
    /// </summary>
    TrainingModeGuesses = 1 << 6,

    /// <summary>π is uniform, however the classes are spread.</summary>
    UniformClassPrior = 1 << 7,

    /// <summary>All that the Python plugin does.</summary>
    All = (1 << 8) - 1,
}
