using System.Numerics.Tensors;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Decides how many labels are wrong and flags those with the least self-confidence, but none that the prediction
/// agrees with. The count of confident learning is good where its choice of images is not: ranking over all classes at
/// once gives a higher F1 than pruning cell by cell.
/// </summary>
internal static class WorstByCount
{
    /// <summary>
    /// A class that is this many times as probable as the given one makes the label suspect whatever the count says.
    /// The count goes by images that are plain to see, and falls short where mostly the hard ones are labelled wrongly.
    /// </summary>
    private const float PlainOdds = 4;

    /// <summary>
    /// How many of the N given labels are wrong, by the larger of two counts that both tend to be too low.
    /// </summary>
    public static int Count(int[] given, FloatMatrix predProbs, ConfidentJoint joint)
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
