using NoisyLabels.Learning.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Ensembles;

/// <summary>
/// How often out-of-fold predictions differ from the given labels, made smooth. Every choice is made by it, as the
/// truth is not known.
/// </summary>
/// <remarks>
/// The likelihood of the given labels would be the usual yardstick, but a wrong label that is predicted confidently
/// costs it without limit and the way in which people err gains it something, so it prefers models that imitate the
/// noise. The rate of disagreement does not: noise that is not a majority anywhere raises it by the same amount for all
/// models.
/// </remarks>
internal static class Disagreement
{
    /// <summary>Power that the probabilities are raised to: near enough to counting, and without its jumps.</summary>
    private const double Sharpness = 6;

    /// <summary>1 − mean of pˢ[given] / Σ pˢ; 0 (always as given) to 1.</summary>
    /// <param name="logProbabilities">[n, K], normalised or not.</param>
    /// <param name="given">[n], int64.</param>
    public static double Of(Tensor logProbabilities, Tensor given) => 1 - RowwiseMean.Of(
        logProbabilities,
        given,
        (some, labels) => nn.functional.softmax(some.mul(Sharpness), dim: 1).gather(1, labels.unsqueeze(1)).mean());
}
