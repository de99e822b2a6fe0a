using System.Numerics.Tensors;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>What was learned about N images, of which n have a label, among K classes.</summary>
public sealed record AssistedModel
{
    /// <summary>
    /// [N, K] class probabilities. A labelled image has those of a model that did not see its label (out of fold): later
    /// versions are compared with them. Classes without a label get 0.
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

/// <summary>A model, or why there is none yet; exactly one of the two.</summary>
/// <param name="Model">What was learned.</param>
/// <param name="NoModelReason">A sentence that says what is missing.</param>
public sealed record AssistanceOutcome(AssistedModel? Model, string? NoModelReason);

/// <summary>Joins what is known of all images with what was found out about the labelled ones.</summary>
internal static class ModelAssembly
{
    /// <param name="everywhere">[N, L] from all labels; the rows of labelled images are replaced.</param>
    /// <param name="labelled">Numbered among the learned classes.</param>
    /// <param name="learned">[L] the numbers of those among all K.</param>
    /// <param name="detection">What was found out about the n labelled images, numbered likewise.</param>
    public static AssistedModel Of(
        FloatMatrix everywhere,
        LabelledRows labelled,
        int[] learned,
        DetectionResult detection,
        Classifier classifier,
        Dictionary<string, object> facts)
    {
        for (var i = 0; i < labelled.Count; i++)
        {
            detection.PredProbs.Row(i).CopyTo(everywhere.Row(labelled.Rows[i]));
        }

        var images = everywhere.Rows;
        var predicted = new int[images];
        var confidence = new double[images];
        for (var row = 0; row < images; row++)
        {
            var best = TensorPrimitives.IndexOfMax<float>(everywhere.Row(row));
            (predicted[row], confidence[row]) = (learned[best], everywhere[row, best]);
        }

        var model = new AssistedModel
        {
            Probabilities = AmongAll(everywhere, learned, classifier.Classes.Count),
            PredictedLabel = predicted,
            Confidence = confidence,
            LabelQuality = [.. Enumerable.Repeat(double.NaN, images)],
            SuggestedLabel = [.. predicted],
            SuggestedLabelConfidence = [.. confidence],
            IsLabelIssue = new bool[images],
            Mislabeling = new double[images],
            HeldOut = HeldOutScore.Of(detection.PredProbs, labelled.Given),
            Classifier = classifier,
            Facts = facts.Concat(detection.Facts.Select(f => new KeyValuePair<string, object>($"detection: {f.Key}", f.Value)))
                .ToDictionary(),
            Notes = detection.Notes,
        };
        FillIn(model, labelled, learned, detection);
        return model;
    }

    private static void FillIn(
        AssistedModel model, LabelledRows labelled, int[] learned, DetectionResult detection)
    {
        for (var i = 0; i < labelled.Count; i++)
        {
            var (row, isTrusted) = (labelled.Rows[i], labelled.Trusted[i]);
            model.LabelQuality[row] = isTrusted ? 1 : detection.LabelQuality[i];
            model.Mislabeling[row] = isTrusted ? 0 : 1 - detection.LabelQuality[i];
            model.IsLabelIssue[row] = !isTrusted && detection.IsLabelIssue[i];
            model.SuggestedLabel[row] = learned[detection.SuggestedLabel[i]];
            model.SuggestedLabelConfidence[row] = isTrusted ? 0 : detection.SuggestedLabelConfidence[i];
        }
    }

    private static FloatMatrix AmongAll(FloatMatrix probabilities, int[] learned, int classes)
    {
        if (learned.Length == classes)
        {
            return probabilities;
        }

        var all = new FloatMatrix(probabilities.Rows, classes);
        for (var row = 0; row < all.Rows; row++)
        {
            for (var k = 0; k < learned.Length; k++)
            {
                all[row, learned[k]] = probabilities[row, k];
            }
        }

        return all;
    }
}
