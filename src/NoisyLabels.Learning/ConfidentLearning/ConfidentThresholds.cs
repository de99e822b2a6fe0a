namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>
/// From which probability on the model counts as confident of a class: its mean probability of the class over the
/// images that were given it (Northcutt, Jiang and Chuang 2021, equation 2).
/// </summary>
public static class ConfidentThresholds
{
    /// <summary>Two probabilities that differ by no more than this count as equal, as in cleanlab.</summary>
    internal const double Tolerance = 1e-6;

    /// <summary>Threshold of a class that no image was given: above every probability, so that nothing reaches
    /// it.</summary>
    internal const double OfMissingClass = 2;

    /// <summary>Least threshold, twice the tolerance: a probability of 0 never counts as confident.</summary>
    private const double Least = 2 * Tolerance;

    /// <returns>[K] thresholds; 2 for a class without images.</returns>
    public static double[] Compute(int[] given, PredProbs predProbs)
    {
        ArgumentNullException.ThrowIfNull(predProbs);
        predProbs.RequireLabels(given);

        // t_k = mean of p_ik over the images i with given label k
        var thresholds = new double[predProbs.Classes];
        var counts = new int[predProbs.Classes];
        for (var i = 0; i < given.Length; i++)
        {
            thresholds[given[i]] += predProbs[i, given[i]];
            counts[given[i]]++;
        }

        for (var k = 0; k < thresholds.Length; k++)
        {
            thresholds[k] = counts[k] == 0 ? OfMissingClass : Math.Max(thresholds[k] / counts[k], Least);
        }

        return thresholds;
    }
}
