using System.Numerics.Tensors;

namespace NoisyLabels.Datasets.Examples.Noise;

/// <summary>
/// Instance-dependent wrong labels (X. Xia et al., "Part-dependent label noise", NeurIPS 2020, algorithm 2):
/// q_i ~ truncated normal; W_y ~ N(0, 1) of D x K for each class; a = x_i W_y without entry y; the label is wrong with
/// probability q_i, and then k with probability softmax(a)_k. The pixel scale decides how often images of a class share
/// one wrong label; here pixels are standardised by channel over the data set (see <see cref="PixelTable"/>).
/// </summary>
internal static class InstanceFlips
{
    /// <returns>The label that each image gets; images without pixels keep theirs.</returns>
    public static int[] Draw(
        PixelTable pixels,
        IReadOnlyList<int> labels,
        int classes,
        double rate,
        int seed,
        CancellationToken cancellationToken)
    {
        // Beside the streams of the classes, which count from 0.
        var dice = Dice.For(seed, -2);
        double[] rates = [.. labels.Select((_, i) => pixels.Has(i) ? FlipRates.Next(rate, dice) : 0)];
        var wrong = dice.Draw(rates);
        double[] picks = [.. labels.Select(_ => dice.NextDouble())];
        var given = labels.ToArray();
        foreach (var group in Enumerable.Range(0, labels.Count).Where(i => wrong[i]).GroupBy(i => labels[i]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var projection = Projection(group.Key, classes, seed);
            Parallel.ForEach(group, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                given[i] = Pick(pixels.Standardised(i), projection, group.Key, picks[i]));
        }

        return given;
    }

    /// <summary>
    /// [K, D], row after row: one direction in pixel space for each class that the true one is taken for.
    /// </summary>
    private static float[][] Projection(int label, int classes, int seed)
    {
        var dice = Dice.For(seed, label);
        var rows = new float[classes][];
        for (var k = 0; k < classes; k++)
        {
            rows[k] = new float[PixelTable.Width];
            for (var d = 0; d < PixelTable.Width; d++)
            {
                rows[k][d] = (float)dice.NextGaussian();
            }
        }

        return rows;
    }

    /// <summary>A class other than the true one, drawn from softmax(a) by its distribution function.</summary>
    private static int Pick(float[] x, float[][] projection, int label, double uniform)
    {
        double[] a = [.. projection.Select(
            (row, k) => k == label ? double.NegativeInfinity : TensorPrimitives.Dot(x, row))];
        var most = a.Max();
        var (threshold, sum) = (uniform * a.Sum(value => Math.Exp(value - most)), 0.0);
        var last = label;
        for (var k = 0; k < a.Length; k++)
        {
            var share = Math.Exp(a[k] - most);
            sum += share;
            last = share > 0 ? k : last;
            if (sum > threshold)
            {
                return k;
            }
        }

        return last;
    }
}
