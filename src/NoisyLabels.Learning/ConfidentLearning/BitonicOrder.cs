using System.Numerics;

namespace NoisyLabels.Learning.ConfidentLearning;

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
