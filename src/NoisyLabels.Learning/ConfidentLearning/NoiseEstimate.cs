namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>What the calibrated joint says about the label noise of a dataset with K classes.</summary>
public sealed record NoiseEstimate
{
    private const double MaxNoiseRate = 0.9999;
    private const double MinPrior = 1e-6;

    /// <summary>[K, K] P(given = row, true = column); sums to 1.</summary>
    public required double[,] Joint { get; init; }

    /// <summary>[K] P(true); sums to 1, each at least about 1e-6.</summary>
    public required double[] Py { get; init; }

    /// <summary>[K, K] P(given = row | true = column), cleanlab's noise matrix; each column sums to 1, or is zero
    /// where no image is believed to be of the class.</summary>
    public required double[,] NoiseMatrix { get; init; }

    /// <summary>[K, K] P(true = row | given = column); each column sums to 1, or is zero where no image was given the
    /// class.</summary>
    public required double[,] InverseNoiseMatrix { get; init; }

    /// <summary>Estimates the noise from the joint of given and guessed labels.</summary>
    public static NoiseEstimate From(ConfidentJoint joint)
    {
        ArgumentNullException.ThrowIfNull(joint);
        var (q, classes) = (joint.Calibrated, joint.LabelCounts.Length);
        var total = Math.Max(joint.LabelCounts.Sum(n => (long)n), 1);
        var probability = new double[classes, classes];
        var noise = new double[classes, classes];
        var inverse = new double[classes, classes];
        for (var g = 0; g < classes; g++)
        {
            for (var t = 0; t < classes; t++)
            {
                probability[g, t] = (double)q[g, t] / total;
                noise[g, t] = q[g, t];
                inverse[t, g] = q[g, t];
            }
        }

        NormalizeColumns(noise);
        NormalizeColumns(inverse);
        var py = Prior(joint.LabelCounts, noise, inverse);
        ClipNoiseRates(noise);
        ClipNoiseRates(inverse);
        return new() { Joint = probability, Py = py, NoiseMatrix = noise, InverseNoiseMatrix = inverse };
    }

    // P(true = k) = P(true = k | given = k) / P(given = k | true = k) · P(given = k), at least 1e-6, made to sum to 1
    private static double[] Prior(int[] labelCounts, double[,] noise, double[,] inverse)
    {
        var total = Math.Max(labelCounts.Sum(n => (long)n), 1);
        var py = new double[labelCounts.Length];
        for (var k = 0; k < py.Length; k++)
        {
            var ratio = noise[k, k] > 0 ? inverse[k, k] / noise[k, k] : 0;
            py[k] = Math.Clamp(ratio * labelCounts[k] / total, MinPrior, 1);
        }

        var sum = py.Sum();
        return Array.ConvertAll(py, p => p / sum);
    }

    /// <summary>A rate of noise never becomes 1, so that the matrix keeps some of its diagonal's information.</summary>
    private static void ClipNoiseRates(double[,] matrix)
    {
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = i == j ? matrix[i, j] : Math.Clamp(matrix[i, j], 0, MaxNoiseRate);
            }
        }

        NormalizeColumns(matrix);
    }

    private static void NormalizeColumns(double[,] matrix)
    {
        for (var column = 0; column < matrix.GetLength(1); column++)
        {
            var sum = 0.0;
            for (var row = 0; row < matrix.GetLength(0); row++)
            {
                sum += matrix[row, column];
            }

            for (var row = 0; sum > 0 && row < matrix.GetLength(0); row++)
            {
                matrix[row, column] /= sum;
            }
        }
    }
}
