using NoisyLabels.Contracts.Api;

namespace NoisyLabels.Grains.Runs;

/// <summary>Which run a free trainer takes first; the oldest of the same priority goes first.</summary>
public enum RunPriority
{
    /// <summary>News arrived, and nobody waits for the training.</summary>
    News,

    /// <summary>A person asked for it.</summary>
    Person,

    /// <summary>It has waited its turn once: its trainer stopped or was lost.</summary>
    Lost,
}

/// <summary>
/// One run of a project, and every way in which it may change. <see cref="RunTable"/> writes a change only where the row
/// still has the phase and the fence that the change began with.
/// </summary>
public sealed record RunState
{
    /// <summary>A run whose trainer has not been heard of for so long is given to another trainer.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>A run that lost so many trainers fails: it may be what takes them down, for lack of memory.</summary>
    public const int MaxLost = 5;

    public required Guid Run { get; init; }

    public required RunPhase Phase { get; init; }

    /// <summary>Number of its latest attempt within the project; before the first, the number of the attempt before.</summary>
    public required long Fence { get; init; }

    /// <summary>For people: what asked for it.</summary>
    public required string Reason { get; init; }

    public RunPriority Priority { get; init; }

    /// <summary>Later than that of every earlier run of the project.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The trainer that works on it, for people.</summary>
    public string? Owner { get; init; }

    /// <summary>When the trainer was last heard of; null unless one works on it.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>How far the latest attempt is.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>Attempts that ended without a word.</summary>
    public int Lost { get; init; }

    /// <summary>Somebody asked for a training while this one ran: why another one follows.</summary>
    public string? AskedAgain { get; init; }

    /// <summary>What came of it, or why it failed.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The version that came of it; null when none did.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>It waits or runs. A project has at most one such run.</summary>
    public bool IsOpen => Phase is RunPhase.Queued or RunPhase.Running;

    /// <summary>When its trainer counts as lost unless it is heard of before; null unless it runs.</summary>
    public DateTimeOffset? SilentAt => Phase is RunPhase.Running ? (HeartbeatAt ?? StartedAt) + Lease : null;

    /// <param name="latest">The project's run before this one.</param>
    /// <param name="fence">The highest fence of the project so far.</param>
    public static RunState Queue(RunState? latest, long fence, string reason, bool isForced, DateTimeOffset now) => new()
    {
        Run = Guid.NewGuid(),
        Phase = RunPhase.Queued,
        Fence = fence,
        Reason = reason,
        Priority = isForced ? RunPriority.Person : RunPriority.News,
        RequestedAt = latest?.RequestedAt.AddMilliseconds(1) is { } after && now < after ? after : now,
    };

    /// <summary>Only the attempt with the latest fence may say anything about a run, and only while it runs.</summary>
    public bool IsHeldBy(Guid run, long fence) => Phase is RunPhase.Running && Run == run && Fence == fence;

    public bool IsSilent(DateTimeOffset now) => now >= SilentAt;

    public RunState Claim(string owner, DateTimeOffset now) => this with
    {
        Phase = RunPhase.Running,
        Fence = Fence + 1,
        Owner = owner,
        StartedAt = now,
        HeartbeatAt = now,
        Progress = null,
        AskedAgain = null,
    };

    /// <summary>Somebody asks for a training that waits already, or that runs and cannot know what is new.</summary>
    public RunState AskAgain(string reason, bool isForced) => Phase is RunPhase.Running
        ? this with { AskedAgain = reason }
        : this with { Priority = isForced && Priority is RunPriority.News ? RunPriority.Person : Priority };

    /// <summary>Its trainer stops in good order: another one goes on at once.</summary>
    public RunState Release() => this with
    {
        Phase = RunPhase.Queued,
        Priority = RunPriority.Lost,
        Owner = null,
        HeartbeatAt = null,
        Progress = null,
    };

    /// <summary>Its trainer has not been heard of.</summary>
    public RunState Lose(DateTimeOffset now)
    {
        var lost = Lost + 1;
        return lost < MaxLost
            ? Release() with { Lost = lost }
            : Fail($"Its trainers were lost {lost} times in a row; memory may have run out.", now) with { Lost = lost };
    }

    public RunState Succeed(IReadOnlyList<string> sentences, string? modelVersion, DateTimeOffset now) =>
        End(RunPhase.Succeeded, sentences, now) with { ModelVersion = modelVersion };

    public RunState Fail(string sentence, DateTimeOffset now) => End(RunPhase.Failed, [sentence], now);

    /// <summary>Nothing follows it, either.</summary>
    public RunState Cancel(DateTimeOffset now) => (IsOpen ?
        End(RunPhase.Cancelled, ["Somebody cancelled it."], now) : this) with { AskedAgain = null };

    public RunStatus ToStatus() => new()
    {
        Run = Run,
        Phase = Phase,
        Fence = Fence,
        Reason = Reason,
        RequestedAt = RequestedAt,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Progress = Phase is RunPhase.Running ? Progress : null,
        Sentences = Sentences,
        ModelVersion = ModelVersion,
    };

    private RunState End(RunPhase phase, IReadOnlyList<string> sentences, DateTimeOffset now) => this with
    {
        Phase = phase,
        EndedAt = now,
        Sentences = sentences,
        Owner = null,
        HeartbeatAt = null,
        Progress = null,
    };
}
