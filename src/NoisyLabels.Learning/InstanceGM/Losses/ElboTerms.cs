using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>The terms of the negative evidence lower bound, each a scalar without its weight.</summary>
/// <param name="Reconstruction">−E log p(x | z, y), mean over all values of the input.</param>
/// <param name="NoisyLabel">−E log p(ỹ | x, y).</param>
/// <param name="CleanLabelDivergence">KL( q(y | x) ‖ uniform ).</param>
/// <param name="LatentDivergence">KL( q(z | x, y) ‖ N(0, I) ).</param>
internal readonly record struct ElboTerms(
    Tensor Reconstruction, Tensor NoisyLabel, Tensor CleanLabelDivergence, Tensor LatentDivergence)
{
    // −ELBO = w₁ · reconstruction + w₂ · noisy label + w₃ · KL_y + w₄ · KL_z
    public Tensor Total(ElboWeights weights) =>
        weights.Reconstruction * Reconstruction
        + weights.NoisyLabel * NoisyLabel
        + weights.CleanLabelDivergence * CleanLabelDivergence
        + weights.LatentDivergence * LatentDivergence;
}
