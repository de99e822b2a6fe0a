namespace NoisyLabels.Grains.Training;

/// <summary>What the queue must not forget.</summary>
public sealed class TrainingQueueState
{
    /// <summary>Keys of projects, next first.</summary>
    public List<string> Waiting { get; set; } = [];
}
