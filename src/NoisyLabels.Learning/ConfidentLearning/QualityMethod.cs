namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>The scores of <see cref="LabelQuality"/>, named as in cleanlab; for all of them low means
/// suspect.</summary>
public enum QualityMethod
{
    /// <summary>Probability of the given label, 0 to 1.</summary>
    SelfConfidence,

    /// <summary>How far the given label lies above the best other one, brought to 0 to 1; below 0.5 another one is
    /// more probable.</summary>
    NormalizedMargin,

    /// <summary>Entropy of the probabilities over the self-confidence, turned round and brought to 0 to 1.</summary>
    ConfidenceWeightedEntropy,
}
