using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Placement;
using Orleans.Concurrency;

namespace NoisyLabels.Grains.Training;

/// <summary>The door to a silo's <see cref="TrainingHost"/>; a training never runs inside a call.</summary>
[StatelessWorker(1), TrainsHere]
internal sealed class TrainerGrain(TrainingHost host) : Grain, ITrainerGrain
{
    public Task<bool> TryStart(TrainingTicket ticket) => Task.FromResult(host.TryStart(ticket));
}
