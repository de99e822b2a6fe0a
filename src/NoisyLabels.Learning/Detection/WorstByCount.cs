using System.Numerics.Tensors;
using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Decides how many labels are wrong and flags those with the least self-confidence, but none that the prediction agrees
/// with. The count of confident learning is good where its choice of images is not: ranking over all classes at once
/// gives a higher F1 than pruning cell by cell.
/// </summary>
internal static class WorstByCount
{
    /// <summary>
    /// A class that is this many times as probable as the given one makes the label suspect whatever the count says. The
    /// count goes by images that are plain to see, and falls short where mostly the hard ones are labelled wrongly.
    /// </summary>
    private const float PlainOdds = 4;

    public static bool[] Flag(int[] given, FloatMatrix predProbs, ConfidentJoint joint)
    {
        var predicted = new int[given.Length];
        var selfConfidence = new float[given.Length];
        var plain = 0;
        for (var i = 0; i < given.Length; i++)
        {
            var row = predProbs.Row(i);
            (predicted[i], selfConfidence[i]) = (TensorPrimitives.IndexOfMax<float>(row), row[given[i]]);
            plain += row[predicted[i]] > PlainOdds * selfConfidence[i] ? 1 : 0;
        }

        var flagged = new bool[given.Length];
        var worst = Enumerable.Range(0, given.Length).OrderBy(i => selfConfidence[i]).Take(Math.Max(Counted(joint), plain));
        foreach (var i in worst)
        {
            flagged[i] = predicted[i] != given[i];
        }

        return flagged;
    }

    private static int Counted(ConfidentJoint joint)
    {
        var classes = joint.Calibrated.GetLength(0);
        var (all, right) = (0, 0);
        foreach (var count in joint.Calibrated)
        {
            all += count;
        }

        for (var k = 0; k < classes; k++)
        {
            right += joint.Calibrated[k, k];
        }

        return all - right;
    }
}
