using MathNet.Numerics.Distributions;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Mixes each row with another, inputs and targets alike (Zhang et al. 2018; Berthelot et al. 2019).</summary>
internal static class MixUp
{
    // λ ~ Beta(α, α),   λ' = max(λ, 1 − λ), so that a row stays nearer to itself
    public static double DrawWeight(Random random, double alpha)
    {
        var lambda = Beta.Sample(random, alpha, alpha);
        return Math.Max(lambda, 1 - lambda);
    }

    // λ' · x + (1 − λ') · x[order]
    public static Tensor Mix(Tensor x, Tensor order, double weight) =>
        weight * x + (1 - weight) * x.index_select(0, order);
}
