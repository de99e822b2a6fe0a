using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Labels to train on: given labels refined, and guesses where the given label is not believed.</summary>
internal static class Targets
{
    // p_k^(1/T) / Σ_j p_j^(1/T)
    public static Tensor Sharpen(Tensor p, double temperature) // [N, K] → [N, K]
    {
        var powered = p.pow(1 / temperature);
        return powered / powered.sum(dim: 1, keepdim: true);
    }

    // co-refine: sharpen( w · y + (1 − w) · p )
    public static Tensor Refine(
        Tensor cleanProbability, Tensor given, Tensor p, double temperature) // [N], [N, K], [N, K] → [N, K]
    {
        var w = cleanProbability.unsqueeze(1); // [N, 1]
        return Sharpen(w * given + (1 - w) * p, temperature);
    }
}
