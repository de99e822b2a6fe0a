using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>
/// The distribution of a value from 0 to 1 (Loaiza-Ganem, Cunningham 2019): p(x | λ) = C(λ) · λˣ · (1 − λ)¹⁻ˣ.
/// </summary>
internal static class ContinuousBernoulli
{
    /// <summary>λ is kept this far from 0 and 1, where the logarithms end.</summary>
    public const double Margin = 1e-4;

    /// <summary>
    /// So near to 1/2 the quotient of two small numbers gives way to its series; its error there is below 1e-9.
    /// </summary>
    private const double SeriesRadius = 0.02;

    // log p(x | λ) = x log λ + (1 − x) log(1 − λ) + log C(λ)
    public static Tensor LogProbability(Tensor x, Tensor lambda)
    {
        var l = lambda.clamp(Margin, 1 - Margin);
        return x * l.log() + (1 - x) * (1 - l).log() + LogNormalizer(l);
    }

    // C(λ) = 2 atanh(1 − 2λ) / (1 − 2λ) = (log(1 − λ) − log λ) / (1 − 2λ);   C(1/2) = 2
    // near 1/2:  log C(λ) ≈ log 2 + 4/3 (λ − 1/2)² + 104/45 (λ − 1/2)⁴
    public static Tensor LogNormalizer(Tensor lambda)
    {
        var square = (lambda - 0.5).pow(2);
        var near = square.lt(SeriesRadius * SeriesRadius);
        var series = Math.Log(2) + square * (4.0 / 3) + square.pow(2) * (104.0 / 45);

        // Where the series holds, the quotient is taken elsewhere: 0/0 would make NaN of the gradient, chosen or not.
        var far = where(near, full_like(lambda, 0.25), lambda);
        var quotient = (((1 - far).log() - far.log()) / (1 - 2 * far)).log();
        return where(near, series, quotient);
    }
}
