namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>Who wants to hear of a training while it runs. All are called on the thread that trains.</summary>
/// <param name="Progress">After each step, in work done of all work.</param>
/// <param name="Epochs">After each epoch.</param>
/// <param name="SaveAfterEpoch">Keeps what the run needs to go on; before the report of the epoch.</param>
internal sealed record TrainingHooks(
    IProgress<WorkProgress>? Progress = null,
    IProgress<EpochReport>? Epochs = null,
    Action<TrainingRun>? SaveAfterEpoch = null)
{
    public static TrainingHooks None { get; } = new();
}
