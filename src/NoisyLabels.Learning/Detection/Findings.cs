using System.Numerics.Tensors;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Turns probabilities and flags into what every method reports: suggestions, label quality, transition.
/// </summary>
internal static class Findings
{
    /// <summary>The findings of a method that leaves the flags to <see cref="LabelFlags"/>.</summary>
    /// <param name="predProbs">[N, K], out of fold.</param>
    public static DetectionResult Of(string method, int[] given, FloatMatrix predProbs)
    {
        var joint = ConfidentJoint.Estimate(given, PredProbs.Of(predProbs));
        var wrong = LabelFlags.CountWrong(given, predProbs, joint);
        return Of(method, given, predProbs, joint, LabelFlags.Flag(given, predProbs, wrong), wrong);
    }

    /// <param name="predProbs">[N, K], out of fold.</param>
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

/// <summary>
/// The answer for images that all have the same label: there is nothing that it could be confused with.
/// </summary>
internal static class SingleClass
{
    public static DetectionResult Result(string method, int[] given, IReadOnlyList<string> classes)
    {
        var n = given.Length;
        var predProbs = new FloatMatrix(n, classes.Count);
        var transition = new double[classes.Count, classes.Count];
        for (var k = 0; k < classes.Count; k++)
        {
            transition[k, k] = 1;
        }

        for (var i = 0; i < n; i++)
        {
            predProbs[i, given[i]] = 1;
        }

        return new DetectionResult
        {
            Method = method,
            PredProbs = predProbs,
            LabelQuality = [.. Enumerable.Repeat(1.0, n)],
            IsLabelIssue = new bool[n],
            PredictedLabel = [.. given],
            SuggestedLabel = [.. Enumerable.Repeat(-1, n)],
            SuggestedLabelConfidence = new double[n],
            NoiseTransition = transition,
            Facts = new Dictionary<string, object>(),
            Notes =
            [
                $"All images are labelled '{classes[given[0]]}', so no label can be held against another: "
                + "two classes are needed to find wrong labels.",
            ],
        };
    }
}
