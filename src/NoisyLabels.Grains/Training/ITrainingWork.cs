using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Grains.Training;

/// <summary>The work of one attempt, on a thread of its own.</summary>
public interface ITrainingWork
{
    /// <exception cref="UserErrorException">It cannot be done; another attempt would not help.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing of it counts.</exception>
    TrainingOutcome Run(
        TrainingTicket ticket, IProgress<TrainingProgress> progress, CancellationToken cancellation);
}
