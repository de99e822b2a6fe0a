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
