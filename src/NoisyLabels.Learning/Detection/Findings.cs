using System.Numerics.Tensors;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Turns probabilities and flags into what every method reports: suggestions, label quality, transition.
/// </summary>
internal static class Findings
{
    /// <param name="predProbs">[N, K], out of sample.</param>
    /// <param name="flagged">[N] what the method holds for wrong.</param>
    /// <param name="wrong">How many labels are wrong in all; null takes the count of the joint.</param>
    public static DetectionResult Of(
        string method, int[] given, FloatMatrix predProbs, ConfidentJoint joint, bool[] flagged, int? wrong = null)
    {
        var n = given.Length;
        var selfConfidence = new double[n];
        var (predicted, suggested, confidence) = (new int[n], new int[n], new double[n]);
        Parallel.For(0, n, i =>
        {
            var row = predProbs.Row(i);
            selfConfidence[i] = row[given[i]];
            predicted[i] = TensorPrimitives.IndexOfMax<float>(row);
            suggested[i] = BestOther(row, given[i]);
            confidence[i] = row[suggested[i]];
        });

        var quality = QualityScale.Fit(selfConfidence, given, joint, wrong ?? joint.WrongLabels).Map(selfConfidence);
        for (var i = 0; i < n; i++)
        {
            // P(suggestion) = P(given label wrong) · P(suggestion | given label wrong)
            var others = Math.Max(1 - selfConfidence[i], 1e-9);
            confidence[i] = Math.Clamp((1 - quality[i]) * confidence[i] / others, 0, 1);
        }

        return new DetectionResult
        {
            Method = method,
            PredProbs = predProbs,
            LabelQuality = quality,
            IsLabelIssue = flagged,
            PredictedLabel = predicted,
            SuggestedLabel = suggested,
            SuggestedLabelConfidence = confidence,
            NoiseTransition = Transition(NoiseEstimate.From(joint).NoiseMatrix),
            Facts = new Dictionary<string, object>(),
        };
    }

    private static int BestOther(Span<float> row, int given)
    {
        var before = given > 0 ? TensorPrimitives.IndexOfMax<float>(row[..given]) : -1;
        var after = given + 1 < row.Length ? given + 1 + TensorPrimitives.IndexOfMax<float>(row[(given + 1)..]) : -1;
        return before < 0 || (after >= 0 && row[after] > row[before]) ? after : before;
    }

    // cleanlab's matrix has a column for each true class; a class that nobody is believed to be in keeps its labels
    private static double[,] Transition(double[,] givenByTrue)
    {
        var classes = givenByTrue.GetLength(0);
        var transition = new double[classes, classes];
        for (var truth = 0; truth < classes; truth++)
        {
            var sum = Enumerable.Range(0, classes).Sum(label => givenByTrue[label, truth]);
            for (var label = 0; label < classes; label++)
            {
                transition[truth, label] = sum > 0 ? givenByTrue[label, truth] / sum : label == truth ? 1 : 0;
            }
        }

        return transition;
    }
}
