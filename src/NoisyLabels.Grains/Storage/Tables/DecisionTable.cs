using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>What people decided. Rows are appended; the latest of a task is its state.</summary>
public static class DecisionTable
{
    private const string Columns =
        "seq, control, task_id, kind, from_label, to_label, score, model_version, actor, at";

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<DecisionRow>> ListAsync(Session session, ProjectKey key, int limit) =>
        session.QueryAsync<DecisionRow>(
            $"SELECT {Columns} FROM decisions WHERE project = @Project ORDER BY seq DESC LIMIT @limit",
            new { Project = key.ToString(), limit });

    /// <summary>The latest decision on each task of a control; those that were taken back are left out.</summary>
    public static Task<IReadOnlyList<DecisionRow>> CurrentAsync(Session session, ProjectKey key, string control) =>
        session.QueryAsync<DecisionRow>(
            $"""
            SELECT {Columns} FROM decisions WHERE project = @Project AND kind <> 'Undone' AND seq IN (
              SELECT max(seq) FROM decisions WHERE project = @Project AND control = @control GROUP BY task_id)
            """,
            new { Project = key.ToString(), control });

    internal static async Task AppendAsync(Session session, ProjectKey key, IReadOnlyList<DecisionRow> decisions)
    {
        var last = await session.CountAsync(
            "SELECT COALESCE(max(seq), 0) FROM decisions WHERE project = @Project", new { Project = key.ToString() });
        foreach (var decision in decisions)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO decisions (project, {Columns})
                VALUES (@Project, @Next, @Control, @TaskId, @Kind, @FromLabel, @ToLabel, @Score, @ModelVersion, @Actor, @At)
                """,
                new
                {
                    Project = key.ToString(),
                    Next = ++last,
                    decision.Control,
                    decision.TaskId,
                    decision.Kind,
                    decision.FromLabel,
                    decision.ToLabel,
                    decision.Score,
                    decision.ModelVersion,
                    decision.Actor,
                    decision.At,
                });
        }
    }
}
