using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Work;

namespace NoisyLabels.Grains.Projects;

/// <summary>
/// The project's trainings. A run changes in one transaction with all that goes with it: the version that comes of it, and
/// the sentence in the journal. A trainer that lost its fence changes nothing.
/// </summary>
internal sealed partial class ProjectGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>After a look that failed, for example because the disk was full.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>No longer, so that looks keep the grain in memory while something is due.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);

    // What the rows said last. Trainers claim runs and write heartbeats without this grain; all else only it changes.
    private RunState? _run;
    private RunHistory _history = new(null, 0, null);

    private IGrainTimer? _timer;
    private DateTimeOffset? _nextLook;

    public async Task<TrainingReply> RequestTraining(TrainingRequest request)
    {
        var (latest, queued) = await database.WriteAsync(async session =>
        {
            var latest = await RunTable.LatestAsync(session, _key);
            if (latest is { IsOpen: true })
            {
                await RunTable.SaveAsync(session, _key, latest, latest.AskAgain(request.Reason, request.IsForced));
                return (latest, null);
            }

            if (!request.IsForced && _news.IsEmpty)
            {
                return (latest, (RunState?)null);
            }

            var fence = await RunTable.FenceAsync(session, _key);
            var added = RunState.Queue(latest, fence, request.Reason, request.IsForced, clock.GetUtcNow());
            return (latest, await RunTable.AddAsync(session, _key, added) ? added : null);
        });
        if (queued is not null)
        {
            _run = queued;
            bell.Ring();
            return new TrainingReply(queued.Run, "A training is queued.", queued.Fence);
        }

        return latest switch
        {
            { Phase: RunPhase.Queued } =>
                new TrainingReply(latest.Run, "A training waits for a free trainer already.", latest.Fence),
            { Phase: RunPhase.Running } =>
                new TrainingReply(latest.Run, "A training runs; another one follows it.", latest.Fence),
            _ => new TrainingReply(null, "Nothing has changed since the last training."),
        };
    }

    public async Task<bool> CancelTraining()
    {
        var wasOpen = false;
        await ChangeRunAsync(run => run.IsOpen || run.AskedAgain is not null, (_, run) =>
        {
            wasOpen = run.IsOpen;
            return Task.FromResult(new RunChange(
                run.Cancel(clock.GetUtcNow()), JournalLevel.Event, wasOpen ? "The training was cancelled." : null));
        });
        if (wasOpen)
        {
            // Not awaited: where no trainer is, nobody answers, and one elsewhere hears of it with its next heartbeat.
            GrainFactory.GetGrain<ITrainerGrain>(0).Cancel(_run!.Run).Ignore();
            await GiveNewsBackAsync();
        }

        return wasOpen;
    }

    public async Task<TrainingTicket?> BeginAttempt(Guid run, long fence)
    {
        var latest = await database.ReadAsync(session => RunTable.LatestAsync(session, _key));
        if (latest?.IsHeldBy(run, fence) is not true)
        {
            return null;
        }

        _run = latest;
        _news.Take();
        KeepTime();
        return new TrainingTicket(_key, run, fence, State.LabelConfig, State.Settings);
    }

    public async Task<bool> Complete(Guid run, long fence, TrainingOutcome outcome)
    {
        string? version = null;
        var isTaken = await ChangeRunAsync(held => held.IsHeldBy(run, fence), async (session, held) =>
        {
            version = outcome is { HasModel: true, IsNotWorse: true } or { ModelOf: not null }
                ? await _versions.AddAsync(session, run, fence, outcome)
                : null;
            return new RunChange(
                held.Succeed(outcome.Sentences, version, clock.GetUtcNow()),
                JournalLevel.Event,
                Summary(outcome, version));
        });
        if (isTaken)
        {
            _news.Forget();
        }

        if (isTaken && version is not null)
        {
            _versions.Active = version;
            work.Wake(_key, WorkReasons.Judge | WorkReasons.Push);
        }

        return isTaken;
    }

    public async Task<bool> Fail(Guid run, long fence, string sentence)
    {
        var isTaken = await ChangeRunAsync(
            held => held.IsHeldBy(run, fence), (_, held) => Task.FromResult(FailureOf(held.Fail(sentence, clock.GetUtcNow()))));
        if (isTaken)
        {
            await GiveNewsBackAsync();
        }

        return isTaken;
    }

    public async Task Release(Guid run, long fence)
    {
        if (await ChangeRunAsync(held => held.IsHeldBy(run, fence), (_, held) => Task.FromResult(new RunChange(
            held.Release(),
            JournalLevel.Warning,
            $"Attempt {fence} at the training was lost. Its trainer stops; another one goes on."))))
        {
            bell.Ring();
        }
    }

    public async Task RecoverRun()
    {
        var now = clock.GetUtcNow();
        if (!await ChangeRunAsync(run => run.IsSilent(now), (_, run) => Task.FromResult(
            run.Lose(now) is { IsOpen: true } queued
                ? new RunChange(
                    queued,
                    JournalLevel.Warning,
                    $"Attempt {run.Fence} at the training was lost. Its trainer has not been heard of.")
                : FailureOf(run.Lose(now)))))
        {
            return;
        }

        if (_run is { IsOpen: true })
        {
            bell.Ring();
        }
        else
        {
            await GiveNewsBackAsync();
        }
    }

    private sealed record RunChange(RunState Run, JournalLevel Level, string? Sentence);

    /// <summary>The same failure is told once.</summary>
    private RunChange FailureOf(RunState failed) => new(
        failed,
        JournalLevel.Error,
        failed.Sentences[0] == _history.LastFailure ? null : $"The training failed: {failed.Sentences[0]}");

    /// <summary>Changes the latest run together with all that goes with it, or nothing at all.</summary>
    /// <returns>False when the run is not as <paramref name="applies"/> wants it.</returns>
    private async Task<bool> ChangeRunAsync(
        Func<RunState, bool> applies, Func<Session, RunState, Task<RunChange>> change)
    {
        var done = await database.WriteAsync(async session =>
        {
            if (await RunTable.LatestAsync(session, _key) is not { } run || !applies(run))
            {
                return null;
            }

            var changed = await change(session, run);
            if (!await RunTable.SaveAsync(session, _key, run, changed.Run))
            {
                throw new InvalidOperationException($"Another attempt has taken over the run of {_key}.");
            }

            if (changed.Sentence is { } sentence)
            {
                await JournalTable.AppendAsync(
                    session, _key, new JournalLine(clock.GetUtcNow(), changed.Level, sentence));
            }

            return changed;
        });
        if (done is null)
        {
            return false;
        }

        await ReadHistoryAsync();
        if (done.Sentence is not null)
        {
            LogNote(done.Level, _key, done.Sentence);
        }

        KeepTime();
        return true;
    }

    private static string Summary(TrainingOutcome outcome, string? version)
    {
        var sentence = (version, outcome) switch
        {
            (not null, { ModelOf: { } kept }) =>
                $"{version} keeps the model of {kept}, as the new one is worse on labels that it did not see, and judges "
                    + $"what came since: {outcome.Suspected} labels are worth a look.",
            (not null, _) =>
                $"{version}: learned from {outcome.Labelled} labelled of {outcome.Images} images, "
                    + $"{outcome.Suspected} labels are worth a look.",
            (null, { HasModel: true }) =>
                "The new model is worse than the active one on labels that it did not see; the active one stays.",
            _ => "There is no model yet.",
        };
        return string.Join(' ', [sentence, .. outcome.Sentences]);
    }

    /// <summary>The run with what only the moment knows: what it waits for.</summary>
    private Task<RunStatus?> ReadRunStatusAsync() => database.ReadAsync(async session =>
    {
        var status = (await RunTable.LatestAsync(session, _key))?.ToStatus();
        return status is not { Phase: RunPhase.Queued }
            || (await TrainerTable.ListAsync(session, clock.GetUtcNow())).Count > 0
                ? status
                : status with { Sentences = ["No trainer is there; the training waits for one."] };
    });

    /// <summary>As a process finds them that has just begun.</summary>
    private async Task ReadRunsAsync()
    {
        await ReadHistoryAsync();
        _news = News.Begin(
            await CountChangesAsync(_run is { Phase: RunPhase.Running } running ? running.StartedAt : _history.TrainedAt),
            clock.GetUtcNow());
    }

    private async Task ReadHistoryAsync() => (_run, _history) = await database.ReadAsync(async session =>
        (await RunTable.LatestAsync(session, _key), await RunTable.HistoryAsync(session, _key)));

    /// <summary>What the run was to learn is news still.</summary>
    private async Task GiveNewsBackAsync()
    {
        _news.GiveBack(await CountChangesAsync(_history.TrainedAt));
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

    /// <summary>Something happened: the project looks soon whether something is due.</summary>
    private void KeepTime() => LookAt(clock.GetUtcNow() + Tick);

    private void LookAt(DateTimeOffset at)
    {
        var now = clock.GetUtcNow();
        at = at < now + Tick ? now + Tick : at > now + MaxWait ? now + MaxWait : at;
        if (_nextLook <= at)
        {
            return;
        }

        _nextLook = at;
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(
                LookAsync, new GrainTimerCreationOptions(at - now, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
        else
        {
            _timer.Change(at - now, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        _nextLook = null;
        try
        {
            await LookAsync(clock.GetUtcNow());
        }
        catch
        {
            LookAt(clock.GetUtcNow() + Retry);
            throw;
        }
    }

    private async Task LookAsync(DateTimeOffset now)
    {
        if (_run is { IsOpen: true })
        {
            _run = await database.ReadAsync(session => RunTable.LatestAsync(session, _key));
            await (_run?.IsSilent(now) is true ? RecoverRun() : Task.CompletedTask);
        }

        if (_run is { IsOpen: true })
        {
            LookAt(_run.SilentAt ?? DateTimeOffset.MaxValue);
            return;
        }

        if (now > _news.SettledAt)
        {
            // Label Studio gives an event one second, once: what a busy moment cost is found by an export.
            _news.Settle();
            work.Wake(_key, WorkReasons.Reconcile);
        }

        // Whatever changes the number forgets it, so that an old one holds: hundreds of projects with few labels need not
        // count their rows at each look.
        var labels = _news.IsEmpty ? 0 : (_counts?.Counts ?? await CountsAsync()).LabelledTasks;
        var step = TrainingSchedule.Decide(
            now, _run, _history.Failures, _news, State.Settings, !State.IsDisconnected, labels);
        if (step is NextStep.Train train)
        {
            await RequestTraining(new TrainingRequest(train.Reason, train.IsForced));
        }
        else if (step is NextStep.WaitUntil wait)
        {
            LookAt(wait.At);
        }

        if (_news.SettledAt is { } settled)
        {
            LookAt(settled + Tick);
        }
    }
}
