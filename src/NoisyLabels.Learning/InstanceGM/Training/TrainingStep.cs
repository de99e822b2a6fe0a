using MathNet.Numerics.Distributions;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// One step of a training: one loss, one update of one network. The warm-up's step is plain cross-entropy; a step of
/// co-training is DivideMix's (Li et al. 2020, Algorithm 1) with the ELBO added (Garg et al. 2023).
/// </summary>
internal sealed class TrainingStep(TrainingContext context, TwinNetworks networks)
{
    /// <summary>[K] π.</summary>
    private readonly float[] _prior = context.Options.Emulates(PredecessorDefects.UniformClassPrior)
        ? ClassPrior.Uniform(context.Data.Classes)
        : ClassPrior.Estimate(context.Data.Given, context.Data.Classes);

    /// <summary>Where the options set no weight, it is one over the values of an input.</summary>
    private readonly ElboWeights _elboWeights = new(
        context.Options.ReconstructionWeight,
        context.Options.NoisyLabelWeight ?? 1.0 / context.Data.Inputs.Shape.Values,
        context.Options.CleanLabelWeight ?? 1.0 / context.Data.Inputs.Shape.Values,
        context.Options.LatentDivergenceWeight ?? 1.0 / context.Data.Inputs.Shape.Values);

    private InstanceGmOptions Options => context.Options;

    /// <summary>Cross-entropy of the given labels of a batch.</summary>
    /// <exception cref="UserErrorException">The loss is not a finite number.</exception>
    public StepLosses WarmUp(Twin twin, WarmupInputs step)
    {
        using var batchScope = NewDisposeScope();
        var logits = twin.Classifier.call(context.Inputs(step.Views));
        var loss = nn.functional.cross_entropy(logits, context.Given(step.Rows));
        var value = RequireFinite(twin, step.Epoch, step.Number, loss);
        twin.ClassifierOptimizer.zero_grad();
        loss.backward();
        twin.ClassifierOptimizer.step();
        return StepLosses.Warmup(value);
    }

    // L = L_x + λ_u(t) L_u + L_reg − ELBO
    /// <param name="evaluated">[N, K] predictions of the last evaluation, for guesses that cost nothing.</param>
    /// <exception cref="UserErrorException">The loss is not a finite number.</exception>
    public StepLosses CoTrain(Twin twin, StepInputs step, FloatMatrix evaluated)
    {
        using var batchScope = NewDisposeScope();
        var unlabelledWeight = MixMatchLoss.UnlabelledWeight(
            Options.UnlabelledWeight, step.Time, Options.WarmupEpochs, Options.RampEpochs);
        var semi = MixMatch(twin, step, evaluated);
        ElboTerms? elbo = Options.WithoutVae ? null : Elbo(twin, step);
        var loss = semi.Total(unlabelledWeight);
        loss = elbo is { } terms ? loss + terms.Total(_elboWeights) : loss;
        var losses = StepLosses.Of(semi, elbo, RequireFinite(twin, step.Epoch, step.Number, loss));

        twin.ClassifierOptimizer.zero_grad();
        twin.VaeOptimizer.zero_grad();
        loss.backward();
        twin.ClassifierOptimizer.step();
        if (!Options.WithoutVae)
        {
            twin.VaeOptimizer.step();
        }

        return losses;
    }

    private MixMatchTerms MixMatch(Twin twin, StepInputs step, FloatMatrix evaluated)
    {
        Tensor[] labelled = Array.ConvertAll(step.LabelledViews, context.Inputs); // views × [B, …]
        Tensor[] unlabelled = step.Unlabelled.Length == 0 ? [] : Array.ConvertAll(step.UnlabelledViews, context.Inputs);
        var (refined, guessed) = MakeTargets(twin, step, labelled, unlabelled, evaluated);

        // MixUp of the concatenated batch, inputs and targets alike
        var inputs = cat([.. labelled, .. unlabelled]); // [M, …]
        var targets = cat([.. labelled.Select(_ => refined), .. unlabelled.Select(_ => guessed!)]); // [M, K]
        var random = context.Streams.Random(RandomStreams.Purpose.MixUp, twin.Index, step.Epoch, step.Number);
        var weight = MixUp.DrawWeight(random, Options.MixUpAlpha);
        long[] permutation = [.. Enumerable.Range(0, (int)inputs.shape[0])];
        random.Shuffle(permutation);
        var order = tensor(permutation, ScalarType.Int64, device: context.Device);
        var logits = twin.Classifier.call(MixUp.Mix(inputs, order, weight)); // [M, K]
        var mixed = MixUp.Mix(targets, order, weight); // [M, K]

        var kept = labelled.Length * step.Labelled.Length;
        var lost = logits.shape[0] - kept;
        return new(
            MixMatchLoss.Labelled(logits.narrow(0, 0, kept), mixed.narrow(0, 0, kept)),
            lost > 0 ? MixMatchLoss.Unlabelled(logits.narrow(0, kept, lost), mixed.narrow(0, kept, lost)) : null,
            MixMatchLoss.ClassBalance(logits, tensor(_prior, device: context.Device)));
    }

    // co-refine where a label was kept: the network's own predictions; co-guess where it was lost: those of both networks
    /// <returns>[B, K] and [B, K]; the second is null where no label was lost.</returns>
    private (Tensor Refined, Tensor? Guessed) MakeTargets(
        Twin twin, StepInputs step, Tensor[] labelled, Tensor[] unlabelled, FloatMatrix evaluated)
    {
        using var frozen = no_grad();
        if (!Options.Emulates(PredecessorDefects.TrainingModeGuesses))
        {
            networks.A.Classifier.eval();
            networks.B.Classifier.eval();
        }

        var w = tensor(step.CleanProbability, device: context.Device); // [B]
        var own = Options.GuessesFromEvaluation ? RowsOf(evaluated, step.Labelled) : MeanSoftmax([twin], labelled);
        var refined = Targets.Refine(w, context.OneHot(step.Labelled), own, Options.SharpeningTemperature);
        Tensor? guessed = null;
        if (unlabelled.Length > 0)
        {
            var both = Options.GuessesFromEvaluation
                ? RowsOf(evaluated, step.Unlabelled)
                : MeanSoftmax(networks.Both, unlabelled);
            guessed = Targets.Sharpen(both, Options.SharpeningTemperature);
        }

        networks.A.Classifier.train();
        networks.B.Classifier.train();
        return (refined, guessed);
    }

    private static Tensor MeanSoftmax(IReadOnlyList<Twin> twins, Tensor[] views) // views × [B, …] → [B, K]
    {
        var softmaxes =
            from twin in twins
            from view in views
            select nn.functional.softmax(twin.Classifier.call(view), dim: 1);
        return stack(softmaxes).mean([0]);
    }

    private Tensor RowsOf(FloatMatrix matrix, int[] rows) // [N, K] → [B, K]
    {
        var values = new float[rows.Length * matrix.Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            matrix.Row(rows[i]).CopyTo(values.AsSpan(i * matrix.Columns));
        }

        return tensor(values, [rows.Length, matrix.Columns], device: context.Device);
    }

    // x → q(y | x) → ŷ → q(z | x, ŷ) → x̂, ỹ       the ELBO of a batch of the whole noisy set
    private ElboTerms Elbo(Twin twin, StepInputs step)
    {
        var (x, rows) = (context.Inputs(step.VaeViews), step.Vae.Length); // [V, …]
        using var gumbel = context.Streams.Generator(RandomStreams.Purpose.Gumbel, twin.Index, step.Epoch, step.Number);
        using var latents = context.Streams.Generator(RandomStreams.Purpose.Latents, twin.Index, step.Epoch, step.Number);

        var logits = twin.Classifier.call(x); // [V, K] of q(y | x)
        var u = rand(rows, context.Data.Classes, generator: gumbel).to(context.Device); // [V, K]
        var y = GumbelSoftmax.Sample(logits, u, Options.GumbelTemperature); // [V, K] ŷ
        var epsilon = (Options.Emulates(PredecessorDefects.UniformLatentNoise) // [V, D] ε
            ? rand(rows, Options.Latents, generator: latents)
            : randn(rows, Options.Latents, generator: latents)).to(context.Device);
        var output = twin.Vae.Run(
            x, y, epsilon, Options.NoisyHeadSeesInput, Options.Emulates(PredecessorDefects.TwoSigmoids));

        var latent = EvidenceLowerBound.LatentDivergence(output.Mu, output.LogVar);
        return new(
            EvidenceLowerBound.Reconstruction(x, output.XHat),
            EvidenceLowerBound.NoisyLabel(output.NoisyLogits, context.Given(step.Vae)),
            Options.Emulates(PredecessorDefects.ConstantCleanLabelTerm)
                ? tensor((float)Math.Log(context.Data.Classes), device: context.Device)
                : EvidenceLowerBound.CleanLabelDivergence(logits),
            Options.Emulates(PredecessorDefects.SummedLatentDivergence) ? 2 * rows * latent : latent);
    }

    private double RequireFinite(Twin twin, int epoch, int step, Tensor loss)
    {
        var value = (double)loss.item<float>();
        return double.IsFinite(value)
            ? value
            : throw TrainingStopped.ByLoss(twin, epoch, step, value, context.HasCheckpoint);
    }
}

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

/// <summary>Mixes each row with another, inputs and targets alike (Zhang et al. 2018; Berthelot et al. 2019).</summary>
internal static class MixUp
{
    // λ ~ Beta(α, α),   λ' = max(λ, 1 − λ): a row stays nearer to itself
    public static double DrawWeight(Random random, double alpha)
    {
        var lambda = Beta.Sample(random, alpha, alpha);
        return Math.Max(lambda, 1 - lambda);
    }

    // λ' · x + (1 − λ') · x[order]
    public static Tensor Mix(Tensor x, Tensor order, double weight) => // [N, …], [N] → [N, …]
        weight * x + (1 - weight) * x.index_select(0, order);
}
