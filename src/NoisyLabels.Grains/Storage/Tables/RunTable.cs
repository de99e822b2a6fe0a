using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>The trainings of projects.</summary>
public static class RunTable
{
    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<RunRow>> ListAsync(Session session, ProjectKey key, int limit) =>
        session.QueryAsync<RunRow>(
            """
            SELECT run, phase, fence, reason, requested_at, started_at, ended_at, model_version, sentences
            FROM runs WHERE project = @Project ORDER BY requested_at DESC, run LIMIT @limit
            """,
            new { Project = key.ToString(), limit });

    /// <summary>A version's run is none of this project's where the version came from another one.</summary>
    internal static async Task<bool> ExistsAsync(Session session, ProjectKey key, string run) =>
        await session.CountAsync(
            "SELECT count(*) FROM runs WHERE project = @Project AND run = @run", new { Project = key.ToString(), run }) > 0;

    /// <summary>Those that wait or run.</summary>
    internal static Task<IReadOnlyList<RunRow>> UnfinishedAsync(Session session, ProjectKey key) =>
        session.QueryAsync<RunRow>(
            """
            SELECT run, phase, fence, reason, requested_at, started_at, ended_at, model_version, sentences
            FROM runs WHERE project = @Project AND phase IN ('Queued', 'Running')
            """,
            new { Project = key.ToString() });

    internal static Task SaveAsync(Session session, ProjectKey key, RunStatus run) => session.ExecuteAsync(
        """
        INSERT INTO runs (project, run, phase, fence, reason, requested_at, started_at, ended_at, model_version, sentences)
        VALUES (@Project, @Run, @Phase, @Fence, @Reason, @RequestedAt, @StartedAt, @EndedAt, @ModelVersion, @Sentences)
        ON CONFLICT (project, run) DO UPDATE SET phase = excluded.phase, fence = excluded.fence, started_at = excluded.started_at,
          ended_at = excluded.ended_at, model_version = excluded.model_version, sentences = excluded.sentences
        """,
        new
        {
            Project = key.ToString(),
            Run = run.Run.ToString("N"),
            Phase = run.Phase.ToString(),
            run.Fence,
            run.Reason,
            RequestedAt = run.RequestedAt.ToUnixTimeMilliseconds(),
            StartedAt = run.StartedAt?.ToUnixTimeMilliseconds(),
            EndedAt = run.EndedAt?.ToUnixTimeMilliseconds(),
            run.ModelVersion,
            Sentences = JsonSerializer.Serialize(run.Sentences),
        });
}
