using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>Work in passes: one image's share of a look of one classifier.</summary>
internal sealed class WorkModel(InstanceGmOptions options, PassCosts costs, int images)
{
    /// <summary>
    /// Share of the images that keeps its labels, as far as anyone knows before the first division: 0.4 to 0.7 on labels of
    /// people. With 1 the time left after the first epoch was said to be half as long again as it was.
    /// </summary>
    public const double UsualShare = 0.6;

    private readonly int _own = Math.Max(1, images / options.Folds);

    public double WarmupStep => costs.Learning.Of(TrainingContext.Rows(options.WarmupBatchSize, _own));

    public int WarmupSteps => TrainingContext.Steps(options.WarmupBatchSize, _own);

    /// <summary>One network's look at the images that it judges.</summary>
    public double Evaluation => TrainingContext.Steps(InstanceGM.Training.Evaluation.BatchSize, _own) * costs.Look.Call + _own * costs.Look.Image;

    /// <summary>A step of co-training; labels that are guessed cost looks, those from the evaluation none.</summary>
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
