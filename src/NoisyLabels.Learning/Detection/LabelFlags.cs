using System.Numerics.Tensors;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Decides how many labels are wrong and flags those with the least self-confidence, but none that the prediction
/// agrees with. The count of confident learning is good where its choice of images is not: ranking over all classes at
/// once gives a higher F1 than pruning cell by cell.
/// </summary>
internal static class LabelFlags
{
    /// <summary>
    /// A class that is this many times as probable as the given one makes the label suspect whatever the count says.
    /// The count goes by images that are plain to see, and falls short where mostly the hard ones are labelled wrongly.
    /// </summary>
    private const float PlainOdds = 4;

    /// <summary>
    /// How many of the N given labels are wrong, by the larger of two counts that both tend to be too low.
    /// </summary>
    public static int CountWrong(int[] given, FloatMatrix predProbs, ConfidentJoint joint)
    {
        var plain = 0;
        for (var i = 0; i < given.Length; i++)
        {
            var row = predProbs.Row(i);
            plain += TensorPrimitives.Max<float>(row) > PlainOdds * row[given[i]] ? 1 : 0;
        }

        return Math.Max(joint.WrongLabels, plain);
    }

    /// <returns>[N] true for the worst <paramref name="count"/> labels, where another class is predicted.</returns>
    public static bool[] Flag(int[] given, FloatMatrix predProbs, int count)
    {
        var flagged = new bool[given.Length];
        foreach (var i in Enumerable.Range(0, given.Length).OrderBy(i => predProbs[i, given[i]]).Take(count))
        {
            flagged[i] = TensorPrimitives.IndexOfMax<float>(predProbs.Row(i)) != given[i];
        }

        return flagged;
    }
}

/// <summary>Takes flags back where there is too little to go by, and says so.</summary>
internal static class Restraint
{
    private const int MaxNamed = 10;

    private const string NoEvidence =
        "The labels cannot be told from these images better than by chance, so none is called wrong: there are too few "
        + "images, too many wrong labels, or the backbone does not see what the classes differ in. The order is a guess.";

    public static DetectionResult Apply(DetectionResult result, int[] given, IReadOnlyList<string> classes)
    {
        if (!ChanceAgreement.IsThere(result.PredictedLabel, given, classes.Count))
        {
            return result with { IsLabelIssue = new bool[given.Length], Notes = [.. result.Notes, NoEvidence] };
        }

        var counts = new int[classes.Count];
        Array.ForEach(given, label => counts[label]++);
        int[] small = [.. counts.Index().Where(c => c.Item is > 0 and < ChanceAgreement.MinImagesOfClass).Select(c => c.Index)];
        return small is [] ? result : result with
        {
            IsLabelIssue = [.. result.IsLabelIssue.Select((flag, i) => flag && !small.Contains(given[i]))],
            Notes = [.. result.Notes, TooSmall(small, counts, classes)],
        };
    }

    private static string TooSmall(int[] small, int[] counts, IReadOnlyList<string> classes)
    {
        var named = string.Join(", ", small.Take(MaxNamed).Select(k => $"{classes[k]} ({counts[k]})"));
        var more = small.Length > MaxNamed ? $" and {small.Length - MaxNamed} more" : "";
        return $"Too few images to judge (fewer than {ChanceAgreement.MinImagesOfClass}), so none of theirs is called wrong: {named}{more}.";
    }
}

/// <summary>Whether the images say anything about their labels: without that, no label may be called wrong.</summary>
internal static class ChanceAgreement
{
    /// <summary>Standard errors by which predictions must agree with given labels more often than chance.</summary>
    private const double NeededStandardErrors = 3;

    /// <summary>A class with fewer images says too little about what belongs to it.</summary>
    public const int MinImagesOfClass = 5;

    /// <summary>
    /// True where out-of-fold predictions agree with the given labels clearly more often than independent draws
    /// would: (a − c) / √(c(1 − c)/N) ≥ 3, with c = Σ_k P(given = k) · P(predicted = k).
    /// </summary>
    public static bool IsThere(int[] predicted, int[] given, int classes)
    {
        var n = (double)given.Length;
        var (givenCounts, predictedCounts, agreed) = (new int[classes], new int[classes], 0);
        for (var i = 0; i < given.Length; i++)
        {
            givenCounts[given[i]]++;
            predictedCounts[predicted[i]]++;
            agreed += given[i] == predicted[i] ? 1 : 0;
        }

        var chance = givenCounts.Zip(predictedCounts, (g, p) => g / n * (p / n)).Sum();
        return agreed / n - chance >= NeededStandardErrors * Math.Sqrt(Math.Max(chance * (1 - chance), 1e-12) / n);
    }
}
