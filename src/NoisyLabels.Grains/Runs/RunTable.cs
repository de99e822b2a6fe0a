using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;

namespace NoisyLabels.Grains.Runs;

/// <summary>
/// The trainings of projects. A row is the only truth of its run: each statement leaves it whole, and a process that is
/// killed between two of them leaves nothing to mend. Trainers claim runs and say that they live; every other change is
/// the project's.
/// </summary>
public static class RunTable
{
    private const string Columns =
        """
        project, run, phase, fence, reason, priority, requested_at, started_at, ended_at, owner, heartbeat_at, progress, lost,
        asked_again, model_version, sentences
        """;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<RunState>> ListAsync(Session session, ProjectKey key, int limit) =>
    [
        .. (await session.QueryAsync<Row>(
            $"SELECT {Columns} FROM runs WHERE project = @Project ORDER BY requested_at DESC, run LIMIT @limit",
            new { Project = key.ToString(), limit })).Select(row => row.ToState()),
    ];

    /// <summary>The run that waits, runs or ended last; null before the first. A write locks it until its end.</summary>
    internal static async Task<RunState?> LatestAsync(Session session, ProjectKey key) => (await session.FirstAsync<Row>(
        $"SELECT {Columns} FROM runs WHERE project = @Project ORDER BY requested_at DESC, run LIMIT 1 {session.ForUpdate}",
        new { Project = key.ToString() }))?.ToState();

    /// <summary>A version's run is none of this project's where the version came from another one.</summary>
    internal static async Task<bool> ExistsAsync(Session session, ProjectKey key, string run) =>
        await session.CountAsync(
            "SELECT count(*) FROM runs WHERE project = @Project AND run = @run", new { Project = key.ToString(), run }) > 0;

    /// <summary>The highest number that any attempt of the project has had.</summary>
    internal static Task<long> FenceAsync(Session session, ProjectKey key) => session.CountAsync(
        """
        SELECT COALESCE(max(fence), 0) FROM (
          SELECT fence FROM runs WHERE project = @Project UNION ALL SELECT fence FROM versions WHERE project = @Project) AS f
        """,
        new { Project = key.ToString() });

    /// <summary>Trainings that failed since the last one that succeeded, and when that one began.</summary>
    internal static async Task<RunHistory> HistoryAsync(Session session, ProjectKey key)
    {
        var row = await session.FirstAsync<HistoryRow>(
            """
            SELECT max(CASE WHEN phase = 'Succeeded' THEN started_at END) AS trained_at,
              COALESCE(sum(CASE WHEN phase = 'Failed' AND requested_at > (
                SELECT COALESCE(max(requested_at), -1) FROM runs WHERE project = @Project AND phase = 'Succeeded')
                THEN 1 ELSE 0 END), 0) AS failures,
              (SELECT sentences FROM runs WHERE project = @Project AND phase = 'Failed'
                ORDER BY requested_at DESC LIMIT 1) AS last_failure
            FROM runs WHERE project = @Project
            """,
            new { Project = key.ToString() });
        return new RunHistory(
            Time(row!.TrainedAt),
            (int)row.Failures,
            row is { Failures: > 0, LastFailure: { } sentences } ? List(sentences)[0] : null);
    }

    /// <returns>False when the project has an open run already.</returns>
    internal static async Task<bool> AddAsync(Session session, ProjectKey key, RunState run) =>
        await session.ExecuteAsync(
            $"""
            INSERT INTO runs ({Columns})
            VALUES (@Project, @Run, @Phase, @Fence, @Reason, @Priority, @RequestedAt, @StartedAt, @EndedAt, @Owner,
              @HeartbeatAt, @Progress, @Lost, @AskedAgain, @ModelVersion, @Sentences)
            ON CONFLICT DO NOTHING
            """,
            Row.Of(key.ToString(), run)) > 0;

    /// <summary>Writes what became of a run.</summary>
    /// <returns>False when the row has another phase or fence by now than <paramref name="before"/>: nothing changes.</returns>
    internal static async Task<bool> SaveAsync(Session session, ProjectKey key, RunState before, RunState after) =>
        await session.ExecuteAsync(
            """
            UPDATE runs SET phase = @Phase, fence = @Fence, priority = @Priority, started_at = @StartedAt, ended_at = @EndedAt,
              owner = @Owner, heartbeat_at = @HeartbeatAt, progress = @Progress, lost = @Lost, asked_again = @AskedAgain,
              model_version = @ModelVersion, sentences = @Sentences
            WHERE project = @Project AND run = @Run AND phase = @PhaseBefore AND fence = @FenceBefore
            """,
            Row.Of(key.ToString(), after) with { PhaseBefore = before.Phase.ToString(), FenceBefore = before.Fence }) > 0;

    /// <summary>Is there anything for a trainer to claim? A read, so that an idle trainer never writes.</summary>
    internal static async Task<bool> IsAnyWaitingAsync(Session session) => await session.CountAsync(
        "SELECT count(*) FROM (SELECT 1 FROM runs WHERE phase = 'Queued' LIMIT 1) AS r", new { }) > 0;

    /// <summary>
    /// Gives the run that is next to a trainer, under a fence that no attempt had before. On PostgreSQL trainers that
    /// claim at once pass over each other's rows; on SQLite they take turns.
    /// </summary>
    /// <returns>Null when nothing waits.</returns>
    internal static async Task<RunClaim?> ClaimAsync(Session session, string owner, DateTimeOffset now)
    {
        var row = await session.FirstAsync<Row>(
            $"""
            SELECT {Columns} FROM runs WHERE phase = 'Queued'
            ORDER BY priority DESC, requested_at LIMIT 1 {session.ForUpdateOfUnlocked}
            """,
            new { });
        if (row is null || ProjectKey.Parse(row.Project) is not { } key)
        {
            return null;
        }

        var waiting = row.ToState();
        var fence = Math.Max(waiting.Fence, await FenceAsync(session, key));
        var claimed = (waiting with { Fence = fence }).Claim(owner, now);
        return await SaveAsync(session, key, waiting, claimed) ? new RunClaim(key, claimed.Run, claimed.Fence) : null;
    }

    /// <summary>The trainer lives, and this is how far it is.</summary>
    /// <returns>False when the attempt is to stop: the run was cancelled, or another attempt has taken over.</returns>
    internal static async Task<bool> BeatAsync(
        Session session, RunClaim claim, TrainingProgress progress, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            UPDATE runs SET heartbeat_at = @At, progress = @Progress
            WHERE project = @Project AND run = @Run AND fence = @Fence AND phase = 'Running'
            """,
            new
            {
                At = now.ToUnixTimeMilliseconds(),
                Progress = JsonSerializer.Serialize(progress),
                Project = claim.Project.ToString(),
                Run = claim.Run.ToString("N"),
                claim.Fence,
            }) > 0;

    /// <summary>Keys of projects whose run has a trainer that was not heard of within the lease.</summary>
    internal static Task<IReadOnlyList<string>> SilentAsync(Session session, DateTimeOffset now) =>
        session.QueryAsync<string>(
            "SELECT project FROM runs WHERE phase = 'Running' AND heartbeat_at <= @At",
            new { At = (now - RunState.Lease).ToUnixTimeMilliseconds() });

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    private static IReadOnlyList<string> List(string json) => JsonSerializer.Deserialize<IReadOnlyList<string>>(json)!;

    private sealed record HistoryRow
    {
        public long? TrainedAt { get; init; }

        public long Failures { get; init; }

        public string? LastFailure { get; init; }
    }

    /// <summary>As the columns have it: times in milliseconds since 1970, lists and records as JSON.</summary>
    private sealed record Row
    {
        public string Project { get; init; } = "";

        public string Run { get; init; } = "";

        public string Phase { get; init; } = "";

        public long Fence { get; init; }

        public string Reason { get; init; } = "";

        public long Priority { get; init; }

        public long RequestedAt { get; init; }

        public long? StartedAt { get; init; }

        public long? EndedAt { get; init; }

        public string? Owner { get; init; }

        public long? HeartbeatAt { get; init; }

        public string? Progress { get; init; }

        public long Lost { get; init; }

        public string? AskedAgain { get; init; }

        public string? ModelVersion { get; init; }

        public string Sentences { get; init; } = "[]";

        public string? PhaseBefore { get; init; }

        public long FenceBefore { get; init; }

        public static Row Of(string project, RunState run) => new()
        {
            Project = project,
            Run = run.Run.ToString("N"),
            Phase = run.Phase.ToString(),
            Fence = run.Fence,
            Reason = run.Reason,
            Priority = (long)run.Priority,
            RequestedAt = run.RequestedAt.ToUnixTimeMilliseconds(),
            StartedAt = run.StartedAt?.ToUnixTimeMilliseconds(),
            EndedAt = run.EndedAt?.ToUnixTimeMilliseconds(),
            Owner = run.Owner,
            HeartbeatAt = run.HeartbeatAt?.ToUnixTimeMilliseconds(),
            Progress = run.Progress is { } progress ? JsonSerializer.Serialize(progress) : null,
            Lost = run.Lost,
            AskedAgain = run.AskedAgain,
            ModelVersion = run.ModelVersion,
            Sentences = JsonSerializer.Serialize(run.Sentences),
        };

        public RunState ToState() => new()
        {
            Run = Guid.ParseExact(Run, "N"),
            Phase = Enum.Parse<RunPhase>(Phase),
            Fence = Fence,
            Reason = Reason,
            Priority = (RunPriority)Priority,
            RequestedAt = Time(RequestedAt)!.Value,
            StartedAt = Time(StartedAt),
            EndedAt = Time(EndedAt),
            Owner = Owner,
            HeartbeatAt = Time(HeartbeatAt),
            Progress = Progress is { } progress ? JsonSerializer.Deserialize<TrainingProgress>(progress) : null,
            Lost = (int)Lost,
            AskedAgain = AskedAgain,
            Sentences = List(Sentences),
            ModelVersion = ModelVersion,
        };
    }
}

/// <summary>What a project's runs came to.</summary>
/// <param name="TrainedAt">When the latest training began that did not fail: what arrived since is news.</param>
/// <param name="Failures">Trainings that failed since the last one that did not.</param>
/// <param name="LastFailure">Why the latest of them failed; null without any.</param>
internal sealed record RunHistory(DateTimeOffset? TrainedAt, int Failures, string? LastFailure);
