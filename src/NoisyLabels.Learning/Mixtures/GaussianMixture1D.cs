namespace NoisyLabels.Learning.Mixtures;

/// <summary>
/// A mixture of two normal distributions on a line, fitted by expectation maximisation: small losses (probably right
/// labels) and large ones. Deterministic: the components start at the lower and upper quartile.
/// </summary>
public sealed class GaussianMixture1D
{
    private const int MaxSteps = 200;
    private const double Tolerance = 1e-8;

    /// <summary>
    /// Added to each variance, as a share of the variance of all values, so that none shrinks to a point.
    /// </summary>
    private const double VarianceFloor = 1e-3;

    private readonly double[] _weight = [0.5, 0.5];
    private readonly double[] _mean;
    private readonly double[] _variance;

    private GaussianMixture1D(double[] mean, double[] variance) => (_mean, _variance) = (mean, variance);

    /// <summary>Means of the lower and of the upper component.</summary>
    public (double Lower, double Upper) Means => (Math.Min(_mean[0], _mean[1]), Math.Max(_mean[0], _mean[1]));

    /// <exception cref="ArgumentException">There are no values, or one is no finite number.</exception>
    public static GaussianMixture1D Fit(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || values.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException("A mixture needs at least one value, and finite numbers only.", nameof(values));
        }

        double[] sorted = [.. values.Order()];
        var mean = sorted.Average();
        var variance = Math.Max(sorted.Average(v => (v - mean) * (v - mean)), 1e-12);
        var mixture = new GaussianMixture1D([sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]], [variance, variance]);
        mixture.Improve(sorted, VarianceFloor * variance);
        return mixture;
    }

    /// <summary>Probability that the value comes from the lower component; never rises with the value.</summary>
    public double Lower(double value)
    {
        // Two normal curves of unequal width cross twice; beyond the means the nearer component takes all.
        var bounded = Math.Clamp(value, Means.Lower, Means.Upper);
        var lower = _mean[0] <= _mean[1] ? 0 : 1;
        return Responsibility(bounded, lower);
    }

    private void Improve(double[] values, double floor)
    {
        var before = double.NegativeInfinity;
        for (var step = 0; step < MaxSteps; step++)
        {
            double[] sum = [0, 0], first = [0, 0], second = [0, 0];
            var likelihood = 0.0;
            foreach (var v in values)
            {
                var (a, b) = (Density(v, 0), Density(v, 1));
                likelihood += Math.Log(Math.Max(a + b, double.Epsilon));
                var r = a + b > 0 ? a / (a + b) : Math.Abs(v - _mean[0]) < Math.Abs(v - _mean[1]) ? 1 : 0;
                (sum[0], first[0], second[0]) = (sum[0] + r, first[0] + r * v, second[0] + r * v * v);
                (sum[1], first[1], second[1]) = (sum[1] + 1 - r, first[1] + (1 - r) * v, second[1] + (1 - r) * v * v);
            }

            for (var c = 0; c < 2; c++)
            {
                var n = Math.Max(sum[c], 1e-9);
                _weight[c] = n / values.Length;
                _mean[c] = first[c] / n;
                _variance[c] = Math.Max(second[c] / n - _mean[c] * _mean[c], 0) + floor;
            }

            if (likelihood - before < Tolerance * Math.Abs(likelihood))
            {
                return;
            }

            before = likelihood;
        }
    }

    private double Responsibility(double value, int component)
    {
        var (own, other) = (Density(value, component), Density(value, 1 - component));
        return own + other > 0 ? own / (own + other) : 0.5;
    }

    // w · N(v; μ, σ²) without the factor 1/√2π, which both have
    private double Density(double value, int c) =>
        _weight[c] / Math.Sqrt(_variance[c]) * Math.Exp(-(value - _mean[c]) * (value - _mean[c]) / (2 * _variance[c]));
}
