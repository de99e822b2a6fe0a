using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Placement;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using Orleans.Concurrency;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// The one door to the trainings of this silo. It starts them on the silo's <see cref="TrainingHost"/>, never inside a
/// call; while some run it writes their heartbeats into the rows of their runs, and stops those that have lost their
/// fence.
/// </summary>
[StatelessWorker(1), TrainsHere]
internal sealed partial class TrainerGrain(
    TrainingHost host, Database database, TimeProvider clock, ILogger<TrainerGrain> logger) : Grain, ITrainerGrain
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    private IGrainTimer? _watch;

    public async Task<bool> Start(RunClaim claim)
    {
        var project = GrainFactory.GetGrain<IProjectGrain>(claim.Project.ToString());
        if (await project.BeginAttempt(claim.Run, claim.Fence) is not { } ticket)
        {
            return false;
        }

        if (!host.TryStart(ticket))
        {
            await project.Release(claim.Run, claim.Fence);
            return false;
        }

        _watch ??= this.RegisterGrainTimer(
            WatchAsync, new GrainTimerCreationOptions(Heartbeat, Heartbeat) { KeepAlive = true });
        return true;
    }

    public Task Cancel(Guid run)
    {
        foreach (var attempt in host.Attempts.Where(attempt => attempt.Claim.Run == run))
        {
            attempt.Cancel();
        }

        return Task.CompletedTask;
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        var attempts = host.Attempts;
        foreach (var attempt in attempts)
        {
            if (!await IsWantedAsync(attempt))
            {
                attempt.Cancel();
            }
        }

        if (attempts.Count == 0)
        {
            _watch?.Dispose();
            _watch = null;
        }
    }

    /// <summary>A database that does not answer may be back soon: the training goes on.</summary>
    private async Task<bool> IsWantedAsync(TrainingAttempt attempt)
    {
        try
        {
            return await database.WriteAsync(session =>
                RunTable.BeatAsync(session, attempt.Claim, attempt.Latest, clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            LogSilence(attempt.Claim.Project, e.Message);
            return true;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The heartbeat of the training of {Project} could not be written: {Reason}")]
    private partial void LogSilence(Contracts.ProjectKey project, string reason);
}
