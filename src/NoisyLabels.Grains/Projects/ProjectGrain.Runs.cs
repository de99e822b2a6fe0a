using System.Text.Json;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Projects;

internal sealed partial class ProjectGrain
{
    private const string Watch = "watch";

    /// <summary>The shortest that Orleans allows: it brings back a project whose silo died during a run.</summary>
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private TrainingProgress? _progress;
    private DateTimeOffset _reportedAt;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        KeepTime();
        return Task.CompletedTask;
    }

    public async Task<TrainingReply> RequestTraining(TrainingRequest request)
    {
        if (State.Run is { Phase: RunPhase.Queued } queued)
        {
            return new TrainingReply(queued.Run, "A training waits for a free trainer already.", State.Fence);
        }

        if (State.Run is { Phase: RunPhase.Running } running)
        {
            State.AskedAgain = request.Reason;
            await state.WriteStateAsync();
            return new TrainingReply(running.Run, "A training runs; another one follows it.", State.Fence);
        }

        if (!request.IsForced && _changes == 0 && !_hasNewImages)
        {
            return new TrainingReply(null, "Nothing has changed since the last training.");
        }

        (State.AskedAgain, State.Lost) = (null, 0);
        await SaveRunAsync(new RunStatus
        {
            Run = Guid.NewGuid(),
            Phase = RunPhase.Queued,
            Fence = State.Fence,
            Reason = request.Reason,
            RequestedAt = clock.GetUtcNow(),
        });
        await this.RegisterOrUpdateReminder(Watch, ReminderPeriod, ReminderPeriod);
        Enqueue(first: false);
        KeepTime();
        return new TrainingReply(State.Run!.Run, "A training is queued.", State.Fence);
    }

    public async Task<bool> CancelTraining()
    {
        State.AskedAgain = null;
        if (State.Run is not { Phase: RunPhase.Queued or RunPhase.Running } run)
        {
            return false;
        }

        // The attempt hears of it with its next report, which the phase refuses.
        await EndAsync(run, RunPhase.Cancelled, ["Somebody cancelled it."], null);
        await GiveNewsBackAsync();
        await Note(JournalLevel.Event, "The training was cancelled.");
        return true;
    }

    public async Task<TrainingTicket?> BeginAttempt(string owner)
    {
        if (State.Run is not { Phase: RunPhase.Queued } run)
        {
            return null;
        }

        // The fence is on disk before anybody holds the ticket: two attempts can never have the same one.
        State.Fence++;
        State.AskedAgain = null;
        (_progress, _reportedAt) = (null, clock.GetUtcNow());
        TakeNews();
        await SaveRunAsync(run with
        {
            Phase = RunPhase.Running,
            Fence = State.Fence,
            StartedAt = clock.GetUtcNow(),
        });
        KeepTime();
        return new TrainingTicket(_key, run.Run, State.Fence, State.LabelConfig, State.Settings);
    }

    public Task<bool> Report(Guid run, long fence, TrainingProgress progress)
    {
        if (!IsCurrent(run, fence))
        {
            return Task.FromResult(false);
        }

        (_progress, _reportedAt) = (progress, clock.GetUtcNow());
        return Task.FromResult(true);
    }

    public async Task<bool> Complete(Guid run, long fence, TrainingOutcome outcome)
    {
        if (!IsCurrent(run, fence))
        {
            return false;
        }

        (State.Failures, State.LastFailure, _taken) = (0, null, default);
        State.TrainedAt = State.Run!.StartedAt;
        string? version = null;
        if (outcome is { HasModel: true, IsNotWorse: true } or { ModelOf: not null })
        {
            version = await AddVersionAsync(run, fence, JsonSerializer.Serialize(outcome));
        }

        await EndAsync(State.Run, RunPhase.Succeeded, outcome.Sentences, version);
        await Note(JournalLevel.Event, Summary(outcome, version));
        return true;
    }

    public async Task<bool> Fail(Guid run, long fence, string sentence)
    {
        if (!IsCurrent(run, fence))
        {
            return false;
        }

        await FailAsync(sentence);
        return true;
    }

    public async Task Release(Guid run, long fence)
    {
        if (IsCurrent(run, fence))
        {
            await RequeueAsync("Its trainer stops; another one goes on.");
        }
    }

    /// <summary>The run with what only the moment knows: its progress, or what it waits for.</summary>
    private async Task<RunStatus?> RunStatusAsync()
    {
        switch (State.Run)
        {
            case { Phase: RunPhase.Running } running:
                return running with { Progress = _progress };
            case { Phase: RunPhase.Queued } queued:
                var queue = GrainFactory.GetGrain<ITrainingQueueGrain>(0);
                return (await queue.LiveTrainers()).Count > 0
                    ? queued
                    : queued with { Sentences = ["No trainer is there; the training waits for one."] };
            default:
                return State.Run;
        }
    }

    private bool IsCurrent(Guid run, long fence) =>
        State.Run is { Phase: RunPhase.Running } current && current.Run == run && current.Fence == fence;

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

    private async Task EndAsync(
        RunStatus run, RunPhase phase, IReadOnlyList<string> sentences, string? modelVersion)
    {
        _progress = null;
        await SaveRunAsync(run with
        {
            Phase = phase,
            EndedAt = clock.GetUtcNow(),
            Sentences = sentences,
            ModelVersion = modelVersion,
        });
        if (await this.GetReminder(Watch) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        KeepTime();
    }

    private async Task SaveRunAsync(RunStatus run)
    {
        State.Run = run;
        await state.WriteStateAsync();
        await database.WriteAsync(session => RunTable.SaveAsync(session, _key, run));
    }

    /// <summary>
    /// Not awaited, for the queue may be asking this project for its attempt: the two would wait for each other. What
    /// is lost here the next look repeats.
    /// </summary>
    private void Enqueue(bool first) =>
        GrainFactory.GetGrain<ITrainingQueueGrain>(0).Enqueue(this.GetPrimaryKeyString(), first).Ignore();

    private async Task RequeueAsync(string sentence)
    {
        await SaveRunAsync(State.Run! with { Phase = RunPhase.Queued });
        await Note(JournalLevel.Warning, $"Attempt {State.Fence} at the training was lost. {sentence}");
        Enqueue(first: true);
        KeepTime();
    }

    /// <summary>A training that takes its silo down with it, for lack of memory, must not do so for ever.</summary>
    private async Task LoseAsync()
    {
        State.Lost++;
        if (State.Lost < TrainingPolicy.MostLost)
        {
            await RequeueAsync("Its trainer has not been heard of.");
            return;
        }

        var sentence = $"Its trainers were lost {State.Lost} times in a row; memory may have run out.";
        await FailAsync(sentence);
    }

    /// <summary>What it was to learn is still news, and it is tried again; the same failure is told once.</summary>
    private async Task FailAsync(string sentence)
    {
        var isKnown = State.Failures > 0 && State.LastFailure == sentence;
        State.Failures++;
        State.LastFailure = sentence;
        await EndAsync(State.Run!, RunPhase.Failed, [sentence], null);
        await GiveNewsBackAsync();
        if (!isKnown)
        {
            await Note(JournalLevel.Error, $"The training failed: {sentence}");
        }
    }
}
