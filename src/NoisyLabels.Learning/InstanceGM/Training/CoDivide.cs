using NoisyLabels.Learning.Mixtures;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>How the line between kept and lost labels was drawn.</summary>
public enum DivisionRule
{
    /// <summary>Nothing was divided: the warm-up.</summary>
    None,

    /// <summary>By the mixture, as the paper does: w > τ.</summary>
    Mixture,

    /// <summary>The mixture left too few labels of a class, so its smallest losses keep theirs, too.</summary>
    SmallestLosses,

    /// <summary>The losses do not fall into two groups, so every label is kept.</summary>
    NotSeparated,
}

/// <summary>Images divided into those that keep their labels and those that lose them.</summary>
/// <param name="Labelled">Rows whose label is thought clean; never empty.</param>
/// <param name="CleanProbability">w of each labelled row.</param>
/// <param name="Unlabelled">Rows whose label is thought wrong.</param>
/// <param name="Rule">How the line was drawn.</param>
internal sealed record Division(int[] Labelled, double[] CleanProbability, int[] Unlabelled, DivisionRule Rule);

/// <summary>
/// Divides images by their losses: a mixture of two normal distributions, w = P(small component | loss), labelled where
/// w > τ (Arazo et al. 2019; Li et al. 2020). Guarded where the losses do not show two groups.
/// </summary>
internal static class CoDivide
{
    /// <summary>
    /// The means of the two groups must be this many pooled standard deviations apart. Losses of labels that people got
    /// wrong overlap: with 2, all of them were kept and learned by heart.
    /// </summary>
    private const double MinSeparation = 1;

    /// <summary>
    /// At least this share of each class keeps its labels: where one class is labelled worse than the others, its right
    /// labels have middling losses, and a line for all classes would leave nothing of it.
    /// </summary>
    private const double MinLabelled = 0.2;

    /// <summary>With more labels than this share, the second group is but a tail of the first.</summary>
    private const double MaxLabelled = 0.99;

    // (ℓ − min) / (max − min), over the rows given; all 0 where all are equal
    public static double[] Normalize(double[] losses, int[] rows)
    {
        var (least, most) = (rows.Min(i => losses[i]), rows.Max(i => losses[i]));
        var normalized = new double[losses.Length];
        foreach (var i in rows)
        {
            normalized[i] = most > least ? (losses[i] - least) / (most - least) : 0;
        }

        return normalized;
    }

    /// <param name="rows">The images to divide.</param>
    /// <param name="losses">[rows] their losses, by the other network; finite.</param>
    /// <param name="given">[rows] their given labels.</param>
    public static Division Divide(int[] rows, double[] losses, int[] given, double cleanThreshold)
    {
        var mixture = GaussianMixture1D.Fit(losses);
        var w = Array.ConvertAll(losses, mixture.Lower);
        var share = w.Count(p => p > cleanThreshold) / (double)rows.Length;
        if (!IsSeparated(mixture, losses, w) || share > MaxLabelled)
        {
            return new(rows, [.. rows.Select(_ => 1.0)], [], DivisionRule.NotSeparated);
        }

        var kept = Array.ConvertAll(w, p => p > cleanThreshold);
        var rule = KeepSmallestOfEachClass(kept, w, losses, given) ? DivisionRule.SmallestLosses : DivisionRule.Mixture;
        var all = Enumerable.Range(0, rows.Length);
        return new(
            [.. all.Where(i => kept[i]).Select(i => rows[i])],
            [.. all.Where(i => kept[i]).Select(i => w[i])],
            [.. all.Where(i => !kept[i]).Select(i => rows[i])],
            rule);
    }

    // What is kept for the sake of its class gets w = 1, as the mixture has nothing to say for it.
    private static bool KeepSmallestOfEachClass(bool[] kept, double[] w, double[] losses, int[] given)
    {
        var added = false;
        foreach (var ofClass in Enumerable.Range(0, given.Length).GroupBy(i => given[i]))
        {
            var least = (int)Math.Ceiling(MinLabelled * ofClass.Count());
            foreach (var i in ofClass.OrderBy(i => losses[i]).Take(least).Where(i => !kept[i]))
            {
                (kept[i], w[i], added) = (true, 1, true);
            }
        }

        return added;
    }

    // μ₂ − μ₁ ≥ s,   s² = Σ_i ( w_i (ℓ_i − μ₁)² + (1 − w_i) (ℓ_i − μ₂)² ) / N
    private static bool IsSeparated(GaussianMixture1D mixture, double[] losses, double[] w)
    {
        var (lower, upper) = mixture.Means;
        var variance = losses.Index().Average(l =>
            w[l.Index] * Math.Pow(l.Item - lower, 2) + (1 - w[l.Index]) * Math.Pow(l.Item - upper, 2));
        return upper > lower && upper - lower >= MinSeparation * Math.Sqrt(variance);
    }
}
