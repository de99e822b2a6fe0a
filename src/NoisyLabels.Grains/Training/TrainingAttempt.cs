using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Grains.Training;

/// <summary>Keeps the latest progress of an attempt for the next heartbeat.</summary>
internal sealed class TrainingAttempt : IProgress<TrainingProgress>
{
    private volatile TrainingProgress _latest = new("starting", 0, 0, null);

    public TrainingProgress Latest => _latest;

    public void Report(TrainingProgress value) => _latest = value;
}
