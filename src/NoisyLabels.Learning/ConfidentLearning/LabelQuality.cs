using System.Numerics.Tensors;

namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>Scores from 0 to 1 for how plausible each given label is; low means suspect.</summary>
public static class LabelQuality
{
    /// <summary>Least divisor of the entropy score.</summary>
    private const double Smallest = 1e-6;

    /// <summary>Scores the given labels [N] by the out-of-fold probabilities [N, K].</summary>
    /// <param name="adjustPredProbs">Subtract each class's confident threshold first, so that classes of which the
    /// model is rarely sure are not suspected as a whole. Not defined for the entropy, as in cleanlab.</param>
    /// <returns>[N] scores, 0 to 1; low is suspect.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the probabilities, or the entropy is to be
    /// adjusted.</exception>
    public static double[] Scores(
        int[] given, PredProbs predProbs, QualityMethod method, bool adjustPredProbs = false)
    {
        ArgumentNullException.ThrowIfNull(predProbs);
        predProbs.RequireLabels(given);
        if (adjustPredProbs && method is QualityMethod.ConfidenceWeightedEntropy)
        {
            throw new ArgumentException(
                "The confidence weighted entropy has no adjusted form.", nameof(adjustPredProbs));
        }

        var shifts = adjustPredProbs ? Shifts(ConfidentThresholds.Compute(given, predProbs)) : null;
        var scores = new double[given.Length];
        predProbs.VisitRows((row, p) => scores[row] = method switch
        {
            QualityMethod.SelfConfidence => SelfConfidence(p, given[row], shifts),
            QualityMethod.NormalizedMargin => NormalizedMargin(p, given[row], shifts),
            _ => ConfidenceWeightedEntropy(p, given[row]),
        });
        return scores;
    }

    // p'_k = (p_k + s_k) / Σ_j (p_j + s_j)    with s_k = max_j t_j - t_k
    private static double[] Shifts(double[] thresholds)
    {
        var largest = TensorPrimitives.Max<double>(thresholds);
        return Array.ConvertAll(thresholds, t => largest - t);
    }

    // p_y
    private static double SelfConfidence(ReadOnlySpan<double> p, int y, double[]? shifts) =>
        shifts is null ? p[y] : (p[y] + shifts[y]) / (TensorPrimitives.Sum(p) + TensorPrimitives.Sum<double>(shifts));

    // (p_y - max_{k ≠ y} p_k + 1) / 2
    private static double NormalizedMargin(ReadOnlySpan<double> p, int y, double[]? shifts)
    {
        var best = p.Length > 1 ? double.NegativeInfinity : 0;
        for (var k = 0; k < p.Length; k++)
        {
            best = k == y ? best : Math.Max(best, p[k] + (shifts?[k] ?? 0));
        }

        var sum = shifts is null ? 1 : TensorPrimitives.Sum(p) + TensorPrimitives.Sum<double>(shifts);
        return (((p[y] + (shifts?[y] ?? 0) - best) / sum) + 1) / 2;
    }

    // s = H(p) / log K / p_y;   score = log(1 + s) / s, which tends to 1 as s tends to 0
    private static double ConfidenceWeightedEntropy(ReadOnlySpan<double> p, int y)
    {
        var entropy = 0.0;
        foreach (var probability in p)
        {
            entropy -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        var normalized = p.Length > 1 ? entropy / Math.Log(p.Length) : 0;
        var weighted = Math.Max(normalized / Math.Max(p[y], Smallest), Smallest);
        return Math.Log(weighted + 1) / weighted;
    }
}

/// <summary>The scores of <see cref="LabelQuality"/>, named as in cleanlab; for all of them low means
/// suspect.</summary>
public enum QualityMethod
{
    /// <summary>Probability of the given label, 0 to 1.</summary>
    SelfConfidence,

    /// <summary>How far the given label lies above the best other one, brought to 0 to 1; below 0.5 another one is
    /// more probable.</summary>
    NormalizedMargin,

    /// <summary>Entropy of the probabilities over the self-confidence, turned round and brought to 0 to 1.</summary>
    ConfidenceWeightedEntropy,
}
