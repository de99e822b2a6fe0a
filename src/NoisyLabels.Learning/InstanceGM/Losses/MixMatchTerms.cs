using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>The terms of the semi-supervised loss, each a scalar without its weight.</summary>
/// <param name="Labelled">L_x.</param>
/// <param name="Unlabelled">L_u; null in an epoch in which no image lost its label.</param>
/// <param name="ClassBalance">L_reg.</param>
internal readonly record struct MixMatchTerms(Tensor Labelled, Tensor? Unlabelled, Tensor ClassBalance)
{
    // L = L_x + λ_u(t) · L_u + L_reg
    public Tensor Total(double unlabelledWeight) =>
        Unlabelled is null ? Labelled + ClassBalance : Labelled + unlabelledWeight * Unlabelled + ClassBalance;
}
