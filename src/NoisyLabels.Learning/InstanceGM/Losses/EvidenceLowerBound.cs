using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Losses;

/// <summary>
/// The terms of the negative evidence lower bound of the graphical model p(x, ỹ, y, z) = p(y) p(z) p(x | y, z) p(ỹ | x,
/// y)
/// (Garg et al. 2023; Yao et al. 2021).
/// </summary>
internal static class EvidenceLowerBound
{
    // −E log p(x | z, y), with x̂ the parameter of a continuous Bernoulli at each value; mean over N and values
    public static Tensor Reconstruction(Tensor x, Tensor xHat) => // [N, …], [N, …] → scalar
        -ContinuousBernoulli.LogProbability(x, xHat).mean();

    // −E log p(ỹ | x, y)
    public static Tensor NoisyLabel(Tensor noisyLogits, Tensor given) => // [N, K], [N] → scalar
        nn.functional.cross_entropy(noisyLogits, given);

    // KL( q(y | x) ‖ uniform ) = Σ_k q_k log q_k + log K, mean over N
    public static Tensor CleanLabelDivergence(Tensor logits) // [N, K] → scalar
    {
        var logQ = nn.functional.log_softmax(logits, dim: 1);
        return (logQ.exp() * logQ).sum(dim: 1).mean() + Math.Log(logits.shape[1]);
    }

    // KL( q(z | x, y) ‖ N(0, I) ) = ½ Σ_d ( μ² + σ² − 1 − log σ² ), mean over N           Kingma, Welling 2014, App. B
    public static Tensor LatentDivergence(Tensor mu, Tensor logVar) => // [N, D], [N, D] → scalar
        (0.5 * (mu.pow(2) + logVar.exp() - 1 - logVar)).sum(dim: 1).mean();
}
