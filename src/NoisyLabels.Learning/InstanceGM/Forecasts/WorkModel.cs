using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>
/// Work in forward passes of one image through one classifier. A step of learning is three: forward, and twice as much
/// backward.
/// </summary>
internal sealed class WorkModel(InstanceGmOptions options, NetworkPlan plan, int images)
{
    private const int Learning = 3;

    private readonly int _own = Math.Max(1, images / options.Folds);

    /// <summary>Forward passes of the VAE in those of the classifier.</summary>
    private double VaeShare { get; } = NetworkCost.VaeOperations(plan) / NetworkCost.ClassifierOperations(plan);

    public double WarmupStep => Learning * TrainingContext.Rows(options.WarmupBatchSize, _own);

    public int WarmupSteps => TrainingContext.Steps(options.WarmupBatchSize, _own);

    /// <summary>One network's look at the images that it judges.</summary>
    public double Evaluation => _own;

    /// <summary>A step of co-training; labels that are guessed cost passes, those from the evaluation none.</summary>
    public double CoTrainingStep
    {
        get
        {
            var batch = TrainingContext.Rows(options.BatchSize, _own);
            var guesses = options.GuessesFromEvaluation ? 0 : 3 * batch * options.Views;
            var mixed = 2 * batch * options.Views * Learning;
            var seen = options.WithoutVae ? 0 : TrainingContext.Rows(options.VaeBatchSize, _own);
            return guesses + mixed + seen * Learning * (1 + VaeShare);
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
}
