using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Grains.Training;

/// <summary>
/// Runs the trainings of one silo, each on a thread of its own: libtorch's scopes belong to a thread, and a call that
/// takes hours would look like a stuck grain. It lives as long as the silo, so that no grain has to. The
/// <see cref="TrainerGrain"/> starts, watches and cancels them.
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
    private const int MaxTries = 25;

    private readonly SemaphoreSlim _free = new(slots.Count, slots.Count);
    private readonly ConcurrentDictionary<TrainingAttempt, bool> _attempts = new();

    /// <summary>The trainings that run now.</summary>
    public IReadOnlyList<TrainingAttempt> Attempts => [.. _attempts.Keys];

    public bool HasFreeSlot => _free.CurrentCount > 0 && !lifetime.ApplicationStopping.IsCancellationRequested;

    public bool TryStart(TrainingTicket ticket)
    {
        if (!HasFreeSlot || !_free.Wait(0))
        {
            return false;
        }

        var attempt = new TrainingAttempt(ticket, lifetime.ApplicationStopping);
        _attempts[attempt] = true;
        _ = AttendAsync(attempt);
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

    private async Task AttendAsync(TrainingAttempt attempt)
    {
        var ticket = attempt.Ticket;
        var project = grains.GetGrain<IProjectGrain>(ticket.Project.ToString());
        var cancellation = attempt.Cancellation;
        try
        {
            LogBegin(ticket.Project, ticket.Fence);
            var outcome = await Task.Factory.StartNew(
                () => work.Run(ticket, attempt, cancellation),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            var isAccepted = await CompleteAsync(project, ticket, outcome, cancellation);
            LogEnd(ticket.Project, ticket.Fence, isAccepted);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
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
            // The thread has ended, so that its slot is free indeed.
            _attempts.TryRemove(attempt, out _);
            attempt.Dispose();
            _free.Release();
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
            catch (Exception e) when (tries < MaxTries && !cancellation.IsCancellationRequested)
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
