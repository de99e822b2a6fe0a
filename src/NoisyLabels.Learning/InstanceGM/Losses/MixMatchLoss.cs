using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>
/// The losses of MixMatch as DivideMix uses them (Berthelot et al. 2019; Li et al. 2020, Eq. 9 to 12).
/// </summary>
internal static class MixMatchLoss
{
    // L_x = −mean_i Σ_k t_ik log p_ik
    public static Tensor Labelled(Tensor logits, Tensor targets) => // [N, K], [N, K] → scalar
        -(targets * nn.functional.log_softmax(logits, dim: 1)).sum(dim: 1).mean();

    // L_u = mean over i and k of (p_ik − t_ik)²
    public static Tensor Unlabelled(Tensor logits, Tensor targets) => // [N, K], [N, K] → scalar
        (nn.functional.softmax(logits, dim: 1) - targets).pow(2).mean();

    // L_reg = Σ_k π_k log( π_k / mean_i p_ik )
    public static Tensor ClassBalance(Tensor logits, Tensor prior) // [N, K], [K] → scalar
    {
        var meanP = nn.functional.softmax(logits, dim: 1).mean([0]);
        return (prior * (prior.log() - meanP.log())).sum();
    }
}
