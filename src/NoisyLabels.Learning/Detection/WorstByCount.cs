using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Flags as many labels as the calibrated confident joint counts as wrong, those with the least self-confidence first, and
/// none that the prediction agrees with. The count of confident learning is good where its choice of images is not:
/// ranking over all classes at once gives a higher F1 than pruning cell by cell.
/// </summary>
internal static class WorstByCount
{
    public static bool[] Flag(int[] given, FloatMatrix predProbs, ConfidentJoint joint)
    {
        var wrong = 0;
        for (var label = 0; label < predProbs.Columns; label++)
        {
            for (var truth = 0; truth < predProbs.Columns; truth++)
            {
                wrong += label == truth ? 0 : joint.Calibrated[label, truth];
            }
        }

        var flagged = new bool[given.Length];
        var order = Enumerable.Range(0, given.Length).OrderBy(i => predProbs[i, given[i]]).Take(wrong);
        foreach (var image in order)
        {
            flagged[image] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(predProbs.Row(image)) != given[image];
        }

        return flagged;
    }
}
