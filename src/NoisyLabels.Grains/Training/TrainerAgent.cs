using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// Claims runs from their table while a slot of this silo is free, and hands them to its <see cref="TrainerGrain"/>. It
/// looks every other second, and at once when a run is queued on this silo.
/// </summary>
internal sealed partial class TrainerAgent(
    IGrainFactory grains,
    Database database,
    TrainingHost host,
    TrainingBell bell,
    ILocalSiloDetails silo,
    TimeProvider clock,
    ILogger<TrainerAgent> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromSeconds(15);

    private readonly string _owner = $"{silo.Name} {silo.SiloAddress}";
    private DateTimeOffset? _announcedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rung = bell.Next;
            try
            {
                await AnnounceAsync();
                await RecoverAsync();
                while (host.HasFreeSlot && await ClaimAsync() is { } claim)
                {
                    await StartAsync(claim);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogPause(e.Message);
            }

            await ((Task)rung.WaitAsync(Pause, clock, stoppingToken))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The silo goes on until its trainings have given themselves back, or until it may not wait.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await host.DrainAsync(cancellationToken);
    }

    /// <summary>Tells the status of projects that a trainer is there.</summary>
    private async Task AnnounceAsync()
    {
        var now = clock.GetUtcNow();
        if (!(now - _announcedAt < BetweenAnnouncements))
        {
            await database.WriteAsync(session => TrainerTable.AnnounceAsync(session, _owner, now));
            _announcedAt = now;
        }
    }

    /// <summary>Wakes projects whose trainer is silent, for their own silo may be gone, too.</summary>
    private async Task RecoverAsync()
    {
        foreach (var project in await database.ReadAsync(s => RunTable.SilentAsync(s, clock.GetUtcNow())))
        {
            try
            {
                await grains.GetGrain<IProjectGrain>(project).RecoverRun();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailure(e, project);
            }
        }
    }

    private async Task<RunClaim?> ClaimAsync() => await database.ReadAsync(RunTable.IsAnyWaitingAsync)
        ? await database.WriteAsync(session => RunTable.ClaimAsync(session, _owner, clock.GetUtcNow()))
        : null;

    /// <summary>A project that cannot answer must not hold up the others; its run goes on after the lease.</summary>
    private async Task StartAsync(RunClaim claim)
    {
        try
        {
            await grains.GetGrain<ITrainerGrain>(0).Start(claim);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailure(e, claim.Project.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The table of runs does not answer: {Reason}")]
    private partial void LogPause(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Project} waits for training and could not begin")]
    private partial void LogFailure(Exception exception, string project);
}
