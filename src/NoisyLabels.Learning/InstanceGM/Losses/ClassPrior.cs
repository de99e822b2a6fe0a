using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>π, how the clean labels are thought to be spread over the classes; sums to 1, none is 0.</summary>
internal static class ClassPrior
{
    /// <summary>Images added to each class, so that one that nobody predicts any more does not vanish from the loss.</summary>
    private const double Smoothing = 1;

    public static float[] Uniform(int classes)
    {
        var prior = new float[classes];
        Array.Fill(prior, 1f / classes);
        return prior;
    }

    // π_k = (Σ_i p_ik + s) / (N + s K)
    public static float[] Of(FloatMatrix probabilities) // [N, K] → [K]
    {
        var sums = new double[probabilities.Columns];
        for (var i = 0; i < probabilities.Rows; i++)
        {
            var row = probabilities.Row(i);
            for (var k = 0; k < row.Length; k++)
            {
                sums[k] += row[k];
            }
        }

        var total = sums.Sum() + Smoothing * sums.Length;
        return Array.ConvertAll(sums, sum => (float)((sum + Smoothing) / total));
    }
}
