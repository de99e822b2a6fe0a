using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

// L = L_x + λ_u(t) · L_u + L_reg − ELBO for each of the two networks. The terms are below, each a mean over the batch.

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

    // λ_u(t) = λ_u · clip( (t − warm-up) / ramp, 0, 1 ),   t in epochs; the guesses are bad at first
    public static double UnlabelledWeight(double max, double epoch, int warmupEpochs, double rampEpochs) =>
        rampEpochs > 0
            ? max * Math.Clamp((epoch - warmupEpochs) / rampEpochs, 0, 1)
            : epoch >= warmupEpochs ? max : 0;
}

/// <summary>
/// π, the frequencies of the classes; they sum to 1, and none is 0. The frequencies come from the given labels and not from
/// predictions: a network that falls for one class would pull its own penalty after it.
/// </summary>
internal static class ClassPrior
{
    /// <summary>Images added to each class, so that an empty one does not make the loss infinite.</summary>
    private const double Smoothing = 1;

    public static float[] Uniform(int classes)
    {
        var prior = new float[classes];
        Array.Fill(prior, 1f / classes);
        return prior;
    }

    // π_k = (n_k + s) / (N + s K)
    public static float[] Estimate(int[] given, int classes)
    {
        var counts = new double[classes];
        Array.ForEach(given, label => counts[label]++);
        return Array.ConvertAll(counts, n => (float)((n + Smoothing) / (given.Length + Smoothing * classes)));
    }
}

/// <summary>The weight of each term of the negative evidence lower bound in the loss, 0 or more.</summary>
internal readonly record struct ElboWeights(
    double Reconstruction, double NoisyLabel, double CleanLabelDivergence, double LatentDivergence);

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

/// <summary>
/// The terms of the negative evidence lower bound of the graphical model
/// p(x, ỹ, y, z) = p(y) p(z) p(x | y, z) p(ỹ | x, y) (Garg et al. 2023; Yao et al. 2021).
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

/// <summary>
/// The distribution of a value from 0 to 1 (Loaiza-Ganem, Cunningham 2019): p(x | λ) = C(λ) · λˣ · (1 − λ)¹⁻ˣ.
/// </summary>
internal static class ContinuousBernoulli
{
    /// <summary>λ is kept this far from 0 and 1, where the logarithms end.</summary>
    private const double Margin = 1e-4;

    /// <summary>
    /// This near to 1/2 the series replaces the quotient of two small numbers; its error there is below 1e-9.
    /// </summary>
    private const double SeriesRadius = 0.02;

    // log p(x | λ) = x log λ + (1 − x) log(1 − λ) + log C(λ)
    public static Tensor LogProbability(Tensor x, Tensor lambda) // [N, …], [N, …] → [N, …]
    {
        var l = lambda.clamp(Margin, 1 - Margin);
        return x * l.log() + (1 - x) * (1 - l).log() + LogNormalizer(l);
    }

    // C(λ) = 2 atanh(1 − 2λ) / (1 − 2λ) = (log(1 − λ) − log λ) / (1 − 2λ);   C(1/2) = 2
    // near 1/2:  log C(λ) ≈ log 2 + 4/3 (λ − 1/2)² + 104/45 (λ − 1/2)⁴
    public static Tensor LogNormalizer(Tensor lambda) // [N, …] → [N, …]
    {
        var square = (lambda - 0.5).pow(2);
        var near = square.lt(SeriesRadius * SeriesRadius);
        var series = Math.Log(2) + square * (4.0 / 3) + square.pow(2) * (104.0 / 45);

        // Where the series holds, the quotient is taken at 1/4: 0/0 would make NaN of the gradient, chosen or not.
        var far = where(near, full_like(lambda, 0.25), lambda);
        var quotient = (((1 - far).log() - far.log()) / (1 - 2 * far)).log();
        return where(near, series, quotient);
    }
}

/// <summary>
/// A draw from a categorical distribution that gradients pass through (Jang et al. 2017; Maddison et al. 2017).
/// </summary>
internal static class GumbelSoftmax
{
    /// <summary>A uniform float can be exactly 0, whose logarithm is not finite.</summary>
    private const double MinUniform = 1e-10;

    // ŷ = softmax( (logits + g) / τ ),   g = −log(−log u),   u ~ U(0, 1)
    public static Tensor Sample(Tensor logits, Tensor uniform, double temperature) // [N, K], [N, K] → [N, K]
    {
        var gumbel = -(-uniform.clamp_min(MinUniform).log()).log();
        return nn.functional.softmax((logits + gumbel) / temperature, dim: 1);
    }
}
