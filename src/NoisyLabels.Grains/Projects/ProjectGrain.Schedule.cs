using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Work;

namespace NoisyLabels.Grains.Projects;

internal sealed partial class ProjectGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private int _changes;
    private DateTimeOffset _changedAt;
    private bool _hasNewImages;
    private DateTimeOffset? _unsettledSince;

    /// <summary>What the running attempt is to learn: news again when it does not come to an end.</summary>
    private (int Changes, bool Images) _taken;

    /// <summary>The running attempt learns from all that has arrived.</summary>
    private void TakeNews()
    {
        _taken = (_taken.Changes + _changes, _taken.Images || _hasNewImages);
        (_changes, _hasNewImages) = (0, false);
    }

    private async Task GiveNewsBackAsync()
    {
        _changes = Math.Max(_changes + _taken.Changes, await CountChangesAsync(State.TrainedAt));
        _hasNewImages |= _taken.Images;
        _taken = default;
        KeepTime();
    }

    /// <summary>Annotations and decisions since a moment, as far as rows tell.</summary>
    private async Task<int> CountChangesAsync(DateTimeOffset? since)
    {
        var moment = since ?? DateTimeOffset.UnixEpoch;
        var changes = await database.ReadAsync(session => AnnotationTable.CountSinceAsync(session, _key, moment));
        var decided = await database.ReadAsync(session => DecisionTable.ListAsync(session, _key, limit: 1));
        return (int)changes + (decided.Any(decision => decision.At > moment.ToUnixTimeMilliseconds()) ? 1 : 0);
    }

    /// <summary>Looks after the project each second while something is due, and not at all otherwise.</summary>
    private void KeepTime() => _timer ??= this.RegisterGrainTimer(LookAfterAsync, Tick, Tick);

    private async Task LookAfterAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        switch (State.Run?.Phase)
        {
            case RunPhase.Running when now - _reportedAt > TrainingPolicy.Lease:
                await LoseAsync();
                return;
            case RunPhase.Running:
                return;
            case RunPhase.Queued:
                Enqueue(first: false);
                return;
        }

        if (now - _unsettledSince > TrainingPolicy.Settled)
        {
            // Label Studio gives an event one second, once: what a busy moment cost is found by an export.
            _unsettledSince = null;
            work.Wake(_key, WorkReasons.Reconcile);
        }

        if (State.AskedAgain is { } reason)
        {
            await RequestTraining(new TrainingRequest(reason, IsForced: true));
            return;
        }

        await TrainByItselfAsync(now);
    }

    private async Task TrainByItselfAsync(DateTimeOffset now)
    {
        var isPaused = State.Run?.EndedAt is { } ended && now - ended < TrainingPolicy.Pause(State.Failures);
        var isCancelled = State.Run is { Phase: RunPhase.Cancelled, EndedAt: { } end } && _changedAt <= end;
        if ((_changes == 0 && !_hasNewImages)
            || !State.Settings.TrainsByItself
            || State.IsDisconnected
            || isCancelled)
        {
            if (_unsettledSince is not null)
            {
                return;
            }

            _timer?.Dispose();
            _timer = null;
            return;
        }

        if (isPaused)
        {
            return;
        }

        // Whatever changes the number forgets it, so an old one holds: hundreds of projects with few labels may wait
        // here each second for ever, and must not count their rows each time.
        var labels = (_counts?.Counts ?? await CountsAsync()).LabelledTasks;
        if (labels < State.Settings.LeastLabels)
        {
            return;
        }

        // New images alone are worth a training when no more of them have come for a while.
        if (TrainingPolicy.IsDue(Math.Max(_changes, _hasNewImages ? 1 : 0), labels, now - _changedAt))
        {
            await RequestTraining(new TrainingRequest("News from Label Studio", IsForced: false));
        }
    }
}
