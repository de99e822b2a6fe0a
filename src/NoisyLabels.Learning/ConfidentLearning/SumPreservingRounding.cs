using System.Numerics;

namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>Rounds numbers to integers whose sum is the rounded sum of the numbers.</summary>
internal static class SumPreservingRounding
{
    /// <summary>
    /// Rounds each value, then moves those by one whose rounding went furthest the other way, until the sum is right;
    /// among equal distances it takes those that NumPy's sort would take, so that the counts are cleanlab's.
    /// </summary>
    public static int[] Round(ReadOnlySpan<double> values)
    {
        var rounded = new int[values.Length];
        var excess = new double[values.Length];
        var (target, sum) = (0.0, 0L);
        for (var i = 0; i < values.Length; i++)
        {
            rounded[i] = (int)Math.Round(values[i], MidpointRounding.ToEven);
            excess[i] = values[i] - rounded[i];
            target += values[i];
            sum += rounded[i];
        }

        var missing = (int)((long)Math.Round(target, MidpointRounding.ToEven) - sum);
        if (missing == 0)
        {
            return rounded;
        }

        // Each value is off by at most a half, so that no more than all of them need to move, each by one.
        var order = BitonicOrder.Ascending(excess);
        for (var i = 0; i < Math.Abs(missing); i++)
        {
            rounded[missing > 0 ? order[^(i + 1)] : order[i]] += Math.Sign(missing);
        }

        return rounded;
    }
}

/// <summary>
/// The order in which Batcher's bitonic network sorts numbers (Batcher 1968). NumPy's vectorised argsort is this
/// network, and between equal numbers its order is neither that of their positions nor the reverse: whoever wants the
/// same choice among equals needs the same network.
/// </summary>
internal static class BitonicOrder
{
    /// <returns>[n] positions of the values, from the smallest to the largest.</returns>
    public static int[] Ascending(ReadOnlySpan<double> values)
    {
        var width = (int)BitOperations.RoundUpToPowerOf2((uint)values.Length);
        var keys = new double[width];
        var order = new int[width];
        keys.AsSpan(values.Length).Fill(double.PositiveInfinity);
        for (var i = 0; i < values.Length; i++)
        {
            (keys[i], order[i]) = (values[i], i);
        }

        for (var block = 2; block <= width; block *= 2)
        {
            // The first step meets each position with its mirror image in the block, the others with one farther on.
            for (var i = 0; i < width; i++)
            {
                Exchange(keys, order, i, i ^ (block - 1));
            }

            for (var distance = block / 4; distance > 0; distance /= 2)
            {
                for (var i = 0; i < width; i++)
                {
                    Exchange(keys, order, i, i ^ distance);
                }
            }
        }

        return order[..values.Length];
    }

    private static void Exchange(double[] keys, int[] order, int low, int high)
    {
        if (low < high && keys[low] > keys[high])
        {
            (keys[low], keys[high]) = (keys[high], keys[low]);
            (order[low], order[high]) = (order[high], order[low]);
        }
    }
}
