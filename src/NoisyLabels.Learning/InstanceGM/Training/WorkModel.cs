using NoisyLabels.Learning.InstanceGM.Networks;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Work in passes: one image's share of a look of one classifier.</summary>
internal sealed class WorkModel(InstanceGmOptions options, PassCosts costs, int images)
{
    /// <summary>
    /// Share of the images that is expected to keep its labels before the first division tells: people's labels have 0.4 to
    /// 0.7. With 1, the time left that was told after the first epoch was half as long again as it turned out to be.
    /// </summary>
    public const double UsualShare = 0.6;

    private readonly int _own = Math.Max(1, images / options.Folds);

    public double WarmupStep => costs.Learning.Of(TrainingContext.Rows(options.WarmupBatchSize, _own));

    public int WarmupSteps => TrainingContext.Steps(options.WarmupBatchSize, _own);

    /// <summary>One network's look at the images that it judges.</summary>
    public double Evaluation => TrainingContext.Steps(InstanceGM.Training.Evaluation.BatchSize, _own) * costs.Look.Call + _own * costs.Look.Image;

    /// <summary>A step of co-training; guessed labels cost looks, labels from the evaluation cost none.</summary>
    public double CoTrainingStep
    {
        get
        {
            var batch = TrainingContext.Rows(options.BatchSize, _own);
            var guesses = options.GuessesFromEvaluation ? 0 : 3 * options.Views * costs.Look.Of(batch);
            var mixed = costs.Learning.Of(2 * batch * options.Views);
            return guesses + mixed + (options.WithoutVae ? 0 : Bound(TrainingContext.Rows(options.VaeBatchSize, _own)));
        }
    }

    /// <summary>Steps of a network's epoch of co-training, if that share of its images keeps labels.</summary>
    public int CoTrainingSteps(double labelledShare) =>
        TrainingContext.Steps(options.BatchSize, (int)Math.Ceiling(_own * labelledShare));

    /// <summary>What both networks do in an epoch, counted from 0.</summary>
    public double Epoch(int epoch, double labelledShare)
    {
        var learning = epoch < options.WarmupEpochs
            ? WarmupSteps * WarmupStep
            : CoTrainingSteps(labelledShare) * CoTrainingStep;
        return 2 * (learning + (IsEvaluated(epoch) ? Evaluation : 0));
    }

    public double Epochs(int from, double labelledShare) =>
        Enumerable.Range(from, Math.Max(0, options.Epochs - from)).Sum(e => Epoch(e, labelledShare));

    /// <summary>From the end of the warm-up on, every epoch ends with an evaluation.</summary>
    public bool IsEvaluated(int epoch) => epoch >= options.WarmupEpochs - 1;

    // The ELBO of a step, whose images go through the classifier and the VAE, both with gradients
    private double Bound(int rows) => costs.Learning.Image * rows + costs.Generating.Of(rows);
}

/// <summary>What calls of the networks cost, in passes: a pass is one image's share of a look of the classifier.</summary>
/// <param name="Look">The classifier forward, without gradients.</param>
/// <param name="Learning">The classifier forward and backward, and an update of its weights.</param>
/// <param name="Generating">The same of the VAE.</param>
internal sealed record PassCosts(CallCost Look, CallCost Learning, CallCost Generating)
{
    /// <summary>
    /// Costs by multiplications alone, where nothing was measured: learning is three passes, forward and twice as much
    /// backward.
    /// </summary>
    public static PassCosts Count(NetworkPlan plan) => new(
        new(0, 1), new(0, 3), new(0, 3 * NetworkCost.VaeOperations(plan) / NetworkCost.ClassifierOperations(plan)));
}

/// <summary>What one call of a network costs, however many images it gets, and what each image adds.</summary>
internal readonly record struct CallCost(double Call, double Image)
{
    public double Of(double images) => Call + Image * images;

    public CallCost In(double unit) => new(Call / unit, Image / unit);

    /// <summary>The line through two measurements; neither part is less than nothing.</summary>
    public static CallCost Through((int Images, double Cost) few, (int Images, double Cost) many)
    {
        var image = Math.Clamp((many.Cost - few.Cost) / (many.Images - few.Images), 0, many.Cost / many.Images);
        return new(many.Cost - image * many.Images, image);
    }
}
