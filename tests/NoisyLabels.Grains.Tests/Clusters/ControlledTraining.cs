using System.Collections.Concurrent;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Training;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>Stands for the learning: each attempt waits on its thread until the test ends it.</summary>
internal sealed class ControlledTraining : ITrainingWork
{
    private readonly ConcurrentQueue<StartedTraining> _started = new();

    public IReadOnlyList<StartedTraining> Started => [.. _started];

    /// <summary>Attempts go on although they are cancelled, as on a silo that was cut off.</summary>
    public bool IsDeaf { get; set; }

    public TrainingOutcome Run(
        TrainingTicket ticket, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var started = new StartedTraining(ticket, progress, cancellation);
        _started.Enqueue(started);
        using var heard = cancellation.Register(() =>
        {
            if (!IsDeaf)
            {
                started.Abandon();
            }
        });
        return started.Wait();
    }
}
