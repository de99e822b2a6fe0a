using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>
/// A draw from a categorical distribution that gradients pass through (Jang et al. 2017; Maddison et al. 2017).
/// </summary>
internal static class GumbelSoftmax
{
    /// <summary>Uniform numbers of a float can be exactly 0, whose logarithm is not finite.</summary>
    private const double LeastUniform = 1e-10;

    // ŷ = softmax( (logits + g) / τ ),   g = −log(−log u),   u ~ U(0, 1)
    public static Tensor Sample(Tensor logits, Tensor uniform, double temperature) // [N, K], [N, K] → [N, K]
    {
        var gumbel = -(-uniform.clamp_min(LeastUniform).log()).log();
        return nn.functional.softmax((logits + gumbel) / temperature, dim: 1);
    }
}
