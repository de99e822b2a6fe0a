using NoisyLabels.Learning.InstanceGM.Forecasts;
using NoisyLabels.Learning.InstanceGM.Losses;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Runs the steps of an epoch: one dispose scope, one loss, one update each.</summary>
internal sealed class Learner(TrainingContext context, WorkModel work, StepClock clock, bool hasCheckpoint)
{
    private readonly StepMaker _steps = new(context);
    private readonly ElboStep _elbo = new(context);

    /// <summary>Cross-entropy of all given labels, once over the twin's images.</summary>
    public StepLosses Warmup(Twin twin, int epoch, CancellationToken cancellation)
    {
        var losses = new List<StepLosses>();
        foreach (var (rows, views) in _steps.Warmup(twin, epoch))
        {
            cancellation.ThrowIfCancellationRequested();
            using var batchScope = NewDisposeScope();
            var loss = nn.functional.cross_entropy(twin.Classifier.call(context.Inputs(views)), context.Given(rows));
            losses.Add(StepLosses.Warmup(RequireFinite(twin, epoch, losses.Count, loss)));
            twin.ClassifierOptimizer.zero_grad();
            loss.backward();
            twin.ClassifierOptimizer.step();
            clock.Advance(work.WarmupStep);
        }

        return StepLosses.Mean(losses);
    }

    /// <summary>L = L_x + λ_u(t) L_u + L_reg − ELBO, once over the twin's labelled images.</summary>
    public StepLosses TrainOnDivision(
        Twin twin,
        Division division,
        MixMatchStep mixMatch,
        int epoch,
        long vaePosition,
        CancellationToken cancellation)
    {
        var (losses, steps) = (new List<StepLosses>(), _steps.Steps(division));
        foreach (var step in _steps.CoTraining(twin, division, epoch, vaePosition))
        {
            cancellation.ThrowIfCancellationRequested();
            using var batchScope = NewDisposeScope();
            var iteration = losses.Count;
            var unlabelledWeight = RampUp.Weight(
                context.Options.UnlabelledWeight,
                epoch + (double)iteration / steps,
                context.Options.WarmupEpochs,
                context.Options.RampEpochs);
            var semi = mixMatch.Loss(twin, step, epoch, iteration);
            ElboTerms? elbo = context.Options.WithoutVae ? null : _elbo.Loss(twin, step, epoch, iteration);
            var loss = semi.Total(unlabelledWeight);
            loss = elbo is { } terms ? loss + terms.Total(_elbo.Weights) : loss;
            losses.Add(Values(semi, elbo, RequireFinite(twin, epoch, iteration, loss)));
            Update(twin, loss);
            clock.Advance(work.CoTrainingStep);
        }

        return StepLosses.Mean(losses);
    }

    /// <summary>How far one epoch of that division takes the twin in the order of images for its ELBO.</summary>
    public long VaeImages(Twin twin, Division division) => (long)_steps.Steps(division) * _steps.VaeRows(twin);

    /// <summary>Work of an epoch of that division.</summary>
    public double Work(Division division) => _steps.Steps(division) * work.CoTrainingStep;

    private void Update(Twin twin, Tensor loss)
    {
        twin.ClassifierOptimizer.zero_grad();
        twin.VaeOptimizer.zero_grad();
        loss.backward();
        twin.ClassifierOptimizer.step();
        if (!context.Options.WithoutVae)
        {
            twin.VaeOptimizer.step();
        }
    }

    private double RequireFinite(Twin twin, int epoch, int step, Tensor loss)
    {
        var value = (double)loss.item<float>();
        return double.IsFinite(value) ? value : throw TrainingStopped.ByLoss(twin, epoch, step, value, hasCheckpoint);
    }

    private static StepLosses Values(MixMatchTerms semi, ElboTerms? elbo, double total) => new(
        Value(semi.Labelled),
        Value(semi.Unlabelled),
        Value(semi.ClassBalance),
        Value(elbo?.Reconstruction),
        Value(elbo?.NoisyLabel),
        Value(elbo?.CleanLabelDivergence),
        Value(elbo?.LatentDivergence),
        total);

    private static double Value(Tensor? term) => term is null ? double.NaN : term.item<float>();
}
