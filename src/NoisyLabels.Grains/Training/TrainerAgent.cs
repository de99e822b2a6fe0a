using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Projects;
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
                var queue = grains.GetGrain<ITrainingQueueGrain>(0);
                while (host.HasFreeSlot && await queue.Claim(owner) is { } ticket)
                {
                    await StartAsync(ticket);
                }

                await queue.Announce(owner);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A silo that starts or stops refuses calls; the queue keeps what was not claimed.
                LogPause(e.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The silo goes on until its trainings have given themselves back, or until it may not wait.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await host.DrainAsync(cancellationToken);
    }

    private async Task StartAsync(TrainingTicket ticket)
    {
        var isStarted = false;
        try
        {
            isStarted = await grains.GetGrain<ITrainerGrain>(0).TryStart(ticket);
        }
        finally
        {
            if (!isStarted)
            {
                await grains.GetGrain<IProjectGrain>(ticket.Project.ToString()).Release(ticket.Run, ticket.Fence);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The training queue does not answer: {Reason}")]
    private partial void LogPause(string reason);
}
