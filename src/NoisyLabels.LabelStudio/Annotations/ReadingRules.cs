namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>How annotations become votes.</summary>
public sealed record ReadingRules
{
    /// <summary>
    /// Weight of a prediction that a person took over, 0 to 1. Half: people accept what is pre-filled more readily than
    /// they would choose it, and a model must not learn its own mistakes.
    /// </summary>
    public double AcceptedPredictionWeight { get; init; } = 0.5;

    /// <summary>Weight of a copied prediction, 0 to 1. Nothing: it is the model's own opinion.</summary>
    public double CopiedPredictionWeight { get; init; }

    public GroundTruthUse GroundTruth { get; init; } = GroundTruthUse.WhenExceptional;

    /// <summary>The share of ground truth among a project's annotations up to which it is an exception.</summary>
    public double MostGroundTruth { get; init; } = 0.5;

    internal double WeightOf(Evidence evidence) => evidence switch
    {
        Evidence.AcceptedPrediction => AcceptedPredictionWeight,
        Evidence.CopiedPrediction => CopiedPredictionWeight,
        _ => 1,
    };
}
