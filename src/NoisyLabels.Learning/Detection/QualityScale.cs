using NoisyLabels.Learning.ConfidentLearning;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>
/// Maps the probability of the given label, which tops out near 1 − noise, to the probability that the label is right.
/// The map rises, so the ranking stays: Platt scaling on the images that confident learning counts, no steeper than
/// their number allows, moved so that as many labels are wrong in the mean as were counted.
/// </summary>
/// <param name="Slope">a, above 0.</param>
/// <param name="Offset">b.</param>
internal sealed record QualityScale(double Slope, double Offset)
{
    private const int NewtonSteps = 50;
    private const int BisectionSteps = 60;
    private const double HalfAnImage = 0.5;

    /// <summary>Share of the images at either end that the scale need not be wide enough for.</summary>
    private const double OddShare = 0.01;

    /// <param name="selfConfidence">[N] probability of the given label.</param>
    /// <param name="joint">The joint of the same images.</param>
    /// <param name="wrong">How many of the N labels are wrong.</param>
    public static QualityScale Fit(double[] selfConfidence, int[] given, ConfidentJoint joint, int wrong)
    {
        var x = Array.ConvertAll(selfConfidence, Logit);
        var slope = Math.Min(PlattSlope(x, JudgeByJoint(selfConfidence, given, joint)), SteepestSlope(x));

        // None counted as wrong does not mean that none is: without doubt in any label there would be no order, either.
        var right = Math.Clamp(given.Length - wrong, HalfAnImage, given.Length - HalfAnImage);
        return new(slope, OffsetForMean(x, slope, right / given.Length));
    }

    /// <summary>q = 1 / (1 + e^−(a·logit p + b)) for each value.</summary>
    public double[] Map(double[] selfConfidence) => Array.ConvertAll(selfConfidence, p => Sigmoid(Slope * Logit(p) + Offset));

    // Counted as wrong, counted as right (as probable as is usual among those so labelled), or not counted at all.
    private static bool?[] JudgeByJoint(double[] selfConfidence, int[] given, ConfidentJoint joint)
    {
        var counted = new bool?[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            counted[i] = selfConfidence[i] >= joint.Thresholds[given[i]] ? true : null;
        }

        foreach (var i in joint.OffDiagonal)
        {
            counted[i] = false;
        }

        return counted;
    }

    // Laplace's rule of succession: N images show odds of N + 1 to 1 at most, hence a·(x₉₉ − x₁) ≤ 2 ln(N + 1), a few odd
    // images left aside. The joint counts the plain images only: a line fitted to them alone would make certainties of most
    // other images too, and ties of their order.
    private static double SteepestSlope(double[] x)
    {
        double[] sorted = [.. x.Order()];
        var range = Quantiles.OfSorted(sorted, 1 - OddShare) - Quantiles.OfSorted(sorted, OddShare);
        return range > 0 ? 2 * Math.Log(x.Length + 1) / range : double.PositiveInfinity;
    }

    // Platt (1999): logistic regression on one score, with targets (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2) against
    // over-fitting
    private static double PlattSlope(double[] x, bool?[] right)
    {
        var (good, bad) = (right.Count(r => r == true), right.Count(r => r == false));
        if (good == 0 || bad == 0)
        {
            return 1;
        }

        var (high, low) = ((good + 1.0) / (good + 2), 1.0 / (bad + 2));
        var (a, b) = (1.0, 0.0);
        for (var step = 0; step < NewtonSteps; step++)
        {
            double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
            for (var i = 0; i < x.Length; i++)
            {
                if (right[i] is not { } isRight)
                {
                    continue;
                }

                var p = Sigmoid(a * x[i] + b);
                var (error, weight) = (p - (isRight ? high : low), p * (1 - p));
                (ga, gb) = (ga + error * x[i], gb + error);
                (haa, hab, hbb) = (haa + weight * x[i] * x[i], hab + weight * x[i], hbb + weight);
            }

            var determinant = haa * hbb - hab * hab;
            var (da, db) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
            (a, b) = (a - Math.Clamp(da, -1, 1), b - Math.Clamp(db, -2, 2));
        }

        return double.IsFinite(a) ? Math.Clamp(a, 0.2, 10) : 1;
    }

    private static double OffsetForMean(double[] x, double slope, double mean)
    {
        var (low, high) = (-60.0, 60.0);
        for (var step = 0; step < BisectionSteps; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = x.Average(v => Sigmoid(slope * v + middle)) < mean ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Logit(double p)
    {
        var bounded = Math.Clamp(p, 1e-7, 1 - 1e-7);
        return Math.Log(bounded / (1 - bounded));
    }

    private static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
}
