using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// Runs the trainings of one silo, each on a thread of its own: libtorch's scopes belong to a thread, and a call that
/// takes hours would look like a stuck grain. It lives as long as the silo, so that no grain has to.
/// </summary>
internal sealed partial class TrainingHost(
    IGrainFactory grains,
    ITrainingWork work,
    TrainingSlots slots,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<TrainingHost> logger) : IDisposable
{
    /// <summary>With a second more after each: five minutes.</summary>
    private const int MostTries = 25;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _free = new(slots.Count, slots.Count);

    public bool HasFreeSlot => _free.CurrentCount > 0 && !lifetime.ApplicationStopping.IsCancellationRequested;

    public bool TryStart(TrainingTicket ticket)
    {
        if (!HasFreeSlot || !_free.Wait(0))
        {
            return false;
        }

        _ = AttendAsync(ticket);
        return true;
    }

    /// <summary>Returns when no training runs any more, and takes no further ones.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        for (var slot = 0; slot < slots.Count; slot++)
        {
            await _free.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task AttendAsync(TrainingTicket ticket)
    {
        var project = grains.GetGrain<IProjectGrain>(ticket.Project.ToString());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        try
        {
            LogBegin(ticket.Project, ticket.Fence);
            var outcome = await TrainAsync(project, ticket, stop);
            var isAccepted = await CompleteAsync(project, ticket, outcome, stop.Token);
            LogEnd(ticket.Project, ticket.Fence, isAccepted);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled by somebody, or fenced off: the project knows. Stopped with the silo: the project may go on.
            await QuietlyAsync(() => project.Release(ticket.Run, ticket.Fence));
        }
        catch (UserErrorException e)
        {
            await QuietlyAsync(() => project.Fail(ticket.Run, ticket.Fence, e.Message));
        }
        catch (Exception e)
        {
            LogFailure(e, ticket.Project, ticket.Fence);
            await QuietlyAsync(() => project.Fail(
                ticket.Run,
                ticket.Fence,
                $"Something unexpected went wrong ({e.GetType().Name}); the server's log says more."));
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Returns or throws only when the thread has ended, so that its slot is free indeed.</summary>
    private async Task<TrainingOutcome> TrainAsync(
        IProjectGrain project, TrainingTicket ticket, CancellationTokenSource stop)
    {
        var attempt = new TrainingAttempt();
        var training = Task.Factory.StartNew(
            () => work.Run(ticket, attempt, stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        while (await Task.WhenAny(training, Task.Delay(Heartbeat, clock)) != training)
        {
            if (!await IsWantedAsync(project, ticket, attempt.Latest))
            {
                await stop.CancelAsync();
            }
        }

        return await training;
    }

    /// <summary>A project that does not answer may be on its way to another silo: the training goes on.</summary>
    private async Task<bool> IsWantedAsync(IProjectGrain project, TrainingTicket ticket, TrainingProgress progress)
    {
        try
        {
            return await project.Report(ticket.Run, ticket.Fence, progress);
        }
        catch (Exception e)
        {
            LogRetry(e.Message);
            return true;
        }
    }

    /// <summary>While another silo takes over, calls fail for some seconds; hours of work are worth a wait.</summary>
    private async Task<bool> CompleteAsync(
        IProjectGrain project, TrainingTicket ticket, TrainingOutcome outcome, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await project.Complete(ticket.Run, ticket.Fence, outcome);
            }
            catch (Exception e) when (tries < MostTries && !cancellation.IsCancellationRequested)
            {
                LogRetry(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(tries), clock, cancellation);
            }
        }
    }

    private async Task QuietlyAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e)
        {
            // The lease of the attempt lapses, and the project goes on without this.
            LogRetry(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Fence} at the training of {Project} begins")]
    private partial void LogBegin(Contracts.ProjectKey project, long fence);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Attempt {Fence} at the training of {Project} is done; accepted: {Accepted}")]
    private partial void LogEnd(Contracts.ProjectKey project, long fence, bool accepted);

    [LoggerMessage(Level = LogLevel.Error, Message = "Attempt {Fence} at the training of {Project} failed")]
    private partial void LogFailure(Exception exception, Contracts.ProjectKey project, long fence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A project does not answer: {Reason}")]
    private partial void LogRetry(string reason);
}
