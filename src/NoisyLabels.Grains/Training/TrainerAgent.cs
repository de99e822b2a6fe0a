using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Grains.Training;

/// <summary>Asks the queue for work while a slot of this silo is free.</summary>
internal sealed partial class TrainerAgent(
    IGrainFactory grains,
    TrainingHost host,
    ILocalSiloDetails silo,
    TimeProvider clock,
    ILogger<TrainerAgent> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var owner = $"{silo.Name} {silo.SiloAddress}";
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (host.HasFreeSlot
                    && await grains.GetGrain<ITrainingQueueGrain>(0).Claim(owner) is { } ticket)
                {
                    await grains.GetGrain<ITrainerGrain>(0).TryStart(ticket);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A silo that starts or stops refuses calls; the queue keeps what was not claimed.
                LogPause(e.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The training queue does not answer: {Reason}")]
    private partial void LogPause(string reason);
}
