namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>How annotations become votes.</summary>
public sealed record ReadingRules
{
    /// <summary>
    /// Weight of a prediction that a person took over, 0 to 1. It is a half because people accept what is pre-filled
    /// more readily than they would choose it, and a model must not learn its own mistakes.
    /// </summary>
    public double AcceptedPredictionWeight { get; init; } = 0.5;

    /// <summary>Weight of a copied prediction, 0 to 1. It is 0 because nobody but the model said so.</summary>
    public double CopiedPredictionWeight { get; init; }

    public GroundTruthUse GroundTruth { get; init; } = GroundTruthUse.WhenExceptional;

    /// <summary>Up to this share of a project's annotations, ground truth is an exception.</summary>
    public double MaxGroundTruthShare { get; init; } = 0.5;

    internal double WeightOf(Evidence evidence) => evidence switch
    {
        Evidence.AcceptedPrediction => AcceptedPredictionWeight,
        Evidence.CopiedPrediction => CopiedPredictionWeight,
        _ => 1,
    };
}

/// <summary>Which annotations marked as ground truth are believed.</summary>
public enum GroundTruthUse
{
    /// <summary>
    /// Annotations that a person marked or saved, while they are the exception in their project. Label Studio itself
    /// marks imported annotations, so that a noisy dataset looks like ground truth throughout.
    /// </summary>
    WhenExceptional,

    /// <summary>All.</summary>
    Always,

    /// <summary>None: they count as any other annotation.</summary>
    Never,
}
