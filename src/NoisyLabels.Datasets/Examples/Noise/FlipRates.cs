using MathNet.Numerics.Distributions;

namespace NoisyLabels.Datasets.Examples.Noise;

/// <summary>
/// Each image's chance of a wrong label: normal with standard deviation 0.1, cut off at 0 and 1. Near 0 and 1 the
/// deviation is half of what is left, and the normal's mean is moved so that the mean after cutting is the rate; as
/// published, a rate of 0.05 would give 0.10.
/// </summary>
internal static class FlipRates
{
    public static double Next(double rate, Dice dice)
    {
        var deviation = Math.Min(0.1, Math.Min(rate, 1 - rate) / 2);
        if (deviation == 0)
        {
            return rate;
        }

        var mean = MeanBeforeCutting(rate, deviation);
        while (true)
        {
            var chance = mean + (deviation * dice.NextGaussian());
            if (chance is >= 0 and <= 1)
            {
                return chance;
            }
        }
    }

    private static double MeanBeforeCutting(double rate, double deviation)
    {
        var (low, high) = (rate - deviation, rate + deviation);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = MeanAfterCutting(middle, deviation) < rate ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>μ + σ (φ(α) - φ(β)) / (Φ(β) - Φ(α)) with α = -μ / σ and β = (1 - μ) / σ.</summary>
    private static double MeanAfterCutting(double mean, double deviation)
    {
        var (alpha, beta) = (-mean / deviation, (1 - mean) / deviation);
        return mean + (deviation * (Normal.PDF(0, 1, alpha) - Normal.PDF(0, 1, beta))
            / (Normal.CDF(0, 1, beta) - Normal.CDF(0, 1, alpha)));
    }
}
