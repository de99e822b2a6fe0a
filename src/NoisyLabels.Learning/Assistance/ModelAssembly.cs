using System.Numerics.Tensors;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>Puts together what is known of all images and what was found out about the labelled ones.</summary>
internal static class ModelAssembly
{
    /// <param name="everywhere">[N, L] from all labels; the rows of labelled images are replaced.</param>
    /// <param name="labelled">Numbered among the learned classes.</param>
    /// <param name="learned">[L] the numbers of those among all K.</param>
    /// <param name="detection">Of the n labelled images, numbered likewise.</param>
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
