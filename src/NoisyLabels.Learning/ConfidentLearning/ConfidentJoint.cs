namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>
/// How often the given label g meets the confidently guessed label t: the counts from which confident learning
/// estimates the label noise (Northcutt, Jiang and Chuang 2021, section 3.1; as cleanlab 2.9.0 computes it).
/// </summary>
public sealed record ConfidentJoint
{
    private const int NotConfident = -1;

    /// <summary>[K] probability from which on a class counts as confident.</summary>
    public required double[] Thresholds { get; init; }

    /// <summary>[K] number of images for each given label.</summary>
    public required int[] LabelCounts { get; init; }

    /// <summary>[K, K] images counted with given label (row) and guessed label (column); the diagonal is at least
    /// 1.</summary>
    public required int[,] Counts { get; init; }

    /// <summary>[K, K] the counts rescaled to whole numbers whose rows sum to <see cref="LabelCounts"/>; a class
    /// without images has a row of zeros.</summary>
    public required int[,] Calibrated { get; init; }

    /// <summary>Ascending numbers of the images whose confident guess is another class than the given one.</summary>
    public required int[] OffDiagonal { get; init; }

    /// <summary>How many of the N labels the calibrated counts hold for wrong: the sum off their diagonal.</summary>
    public int WrongLabels
    {
        get
        {
            var wrong = 0;
            for (var label = 0; label < LabelCounts.Length; label++)
            {
                for (var truth = 0; truth < LabelCounts.Length; truth++)
                {
                    wrong += label == truth ? 0 : Calibrated[label, truth];
                }
            }

            return wrong;
        }
    }

    /// <summary>Estimates the joint from given labels [N] and out-of-fold probabilities [N, K], in one
    /// pass.</summary>
    /// <exception cref="ArgumentException">The labels do not fit the probabilities.</exception>
    public static ConfidentJoint Estimate(int[] given, PredProbs predProbs)
    {
        var thresholds = ConfidentThresholds.Compute(given, predProbs);
        var guesses = Guess(predProbs, thresholds);

        var labelCounts = new int[predProbs.Classes];
        var counts = new int[predProbs.Classes, predProbs.Classes];
        var offDiagonal = new List<int>();
        for (var i = 0; i < given.Length; i++)
        {
            labelCounts[given[i]]++;
            if (guesses[i] == NotConfident)
            {
                continue;
            }

            counts[given[i], guesses[i]]++;
            if (guesses[i] != given[i])
            {
                offDiagonal.Add(i);
            }
        }

        for (var k = 0; k < labelCounts.Length; k++)
        {
            counts[k, k] = Math.Max(counts[k, k], 1);
        }

        return new()
        {
            Thresholds = thresholds,
            LabelCounts = labelCounts,
            Counts = counts,
            Calibrated = Calibrate(counts, labelCounts),
            OffDiagonal = [.. offDiagonal],
        };
    }

    /// <summary>The one class that reaches its threshold; where several do, the most probable class of all.</summary>
    private static int[] Guess(PredProbs predProbs, double[] thresholds)
    {
        var guesses = new int[predProbs.Rows];
        predProbs.VisitRows((row, p) =>
        {
            var (confident, reached, largest) = (NotConfident, 0, 0);
            for (var k = 0; k < p.Length; k++)
            {
                if (p[k] >= thresholds[k] - ConfidentThresholds.Tolerance)
                {
                    (confident, reached) = (k, reached + 1);
                }

                if (p[k] > p[largest])
                {
                    largest = k;
                }
            }

            guesses[row] = reached > 1 ? largest : confident;
        });
        return guesses;
    }

    // Q[g, t] = C[g, t] / Σ_t C[g, t] · n_g, rounded to whole numbers that sum to n_g in each row
    private static int[,] Calibrate(int[,] counts, int[] labelCounts)
    {
        var classes = labelCounts.Length;
        var calibrated = new int[classes, classes];
        var row = new double[classes];
        for (var g = 0; g < classes; g++)
        {
            var sum = 0L;
            for (var t = 0; t < classes; t++)
            {
                sum += counts[g, t];
            }

            for (var t = 0; t < classes; t++)
            {
                row[t] = (double)counts[g, t] / sum * labelCounts[g];
            }

            var rounded = SumPreservingRounding.Round(row);
            for (var t = 0; t < classes; t++)
            {
                calibrated[g, t] = rounded[t];
            }
        }

        return calibrated;
    }
}

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
    private const double MinThreshold = 2 * Tolerance;

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
            thresholds[k] = counts[k] == 0 ? OfMissingClass : Math.Max(thresholds[k] / counts[k], MinThreshold);
        }

        return thresholds;
    }
}
