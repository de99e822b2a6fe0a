using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>What was learned about N images, of which n have a label, among K classes.</summary>
public sealed record AssistedModel
{
    /// <summary>
    /// [N, K] class probabilities. Those of labelled images come from what did not see their own label, so they are
    /// also what later versions are compared with. Classes without a label get 0.
    /// </summary>
    public required FloatMatrix Probabilities { get; init; }

    /// <summary>[N] most probable class.</summary>
    public required int[] PredictedLabel { get; init; }

    /// <summary>[N] probability of <see cref="PredictedLabel"/>, 0 to 1.</summary>
    public required double[] Confidence { get; init; }

    /// <summary>
    /// [N] probability that the given label is right, 0 to 1, high is good; 1 where it is trusted; NaN where there is
    /// none.
    /// </summary>
    public required double[] LabelQuality { get; init; }

    /// <summary>
    /// [N] the class to suggest: for labelled images the most probable one other than the given, else the predicted.
    /// </summary>
    public required int[] SuggestedLabel { get; init; }

    /// <summary>[N] probability that <see cref="SuggestedLabel"/> is right, 0 to 1.</summary>
    public required double[] SuggestedLabelConfidence { get; init; }

    /// <summary>[N] true where the given label is reported as wrong; never where it is trusted or there is none.</summary>
    public required bool[] IsLabelIssue { get; init; }

    /// <summary>
    /// [N] how much a label is worth a look, 0 to 1: it orders all labelled images, also where too little is known to
    /// call any of them wrong. 0 where the label is trusted or there is none.
    /// </summary>
    public required double[] Mislabeling { get; init; }

    /// <summary>How well given labels are predicted without themselves.</summary>
    public required HeldOutScore HeldOut { get; init; }

    /// <summary>Predicts images that are not among the N.</summary>
    public required Classifier Classifier { get; init; }

    /// <summary>Weights and estimates worth keeping with the version, by name.</summary>
    public required IReadOnlyDictionary<string, object> Facts { get; init; }

    /// <summary>Sentences that the reader of the result must see.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
