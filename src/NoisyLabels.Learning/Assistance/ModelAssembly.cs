using System.Numerics.Tensors;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>Puts together what is known of all images and what was found out about the labelled ones.</summary>
internal static class ModelAssembly
{
    /// <param name="everywhere">[N, K] from all labels; the rows of labelled images are replaced.</param>
    /// <param name="detection">Of the n labelled images.</param>
    public static AssistedModel Of(
        FloatMatrix everywhere,
        LabelledRows labelled,
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
            predicted[row] = TensorPrimitives.IndexOfMax<float>(everywhere.Row(row));
            confidence[row] = everywhere[row, predicted[row]];
        }

        var model = new AssistedModel
        {
            Probabilities = everywhere,
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
        FillIn(model, labelled, detection);
        return model;
    }

    private static void FillIn(AssistedModel model, LabelledRows labelled, DetectionResult detection)
    {
        for (var i = 0; i < labelled.Count; i++)
        {
            var (row, isTrusted) = (labelled.Rows[i], labelled.Trusted[i]);
            model.LabelQuality[row] = isTrusted ? 1 : detection.LabelQuality[i];
            model.Mislabeling[row] = isTrusted ? 0 : 1 - detection.LabelQuality[i];
            model.IsLabelIssue[row] = !isTrusted && detection.IsLabelIssue[i];
            model.SuggestedLabel[row] = detection.SuggestedLabel[i];
            model.SuggestedLabelConfidence[row] = isTrusted ? 0 : detection.SuggestedLabelConfidence[i];
        }
    }
}
