using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>What people decided. Rows are appended; the state of a task is their fold.</summary>
public static class DecisionTable
{
    private const string Columns =
        "seq, control, task_id, kind, from_label, to_label, score, model_version, actor, at";

    /// <summary>
    /// SQL: how many decisions up to the newest stand, negative, when each that takes one back is set off against the
    /// one before it. The newest row at -1 is the decision that holds; where there is none, nobody has decided.
    /// </summary>
    internal const string Depth =
        "sum(CASE l.kind WHEN 'Undone' THEN 1 ELSE -1 END) OVER (PARTITION BY l.task_id ORDER BY l.seq DESC) AS depth";

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<DecisionRow>> ListAsync(Session session, ProjectKey key, int limit) =>
        session.QueryAsync<DecisionRow>(
            $"SELECT {Columns} FROM decisions WHERE project = @Project ORDER BY seq DESC LIMIT @limit",
            new { Project = key.ToString(), limit });

    /// <summary>The decision that holds for each task of a control, where there is one.</summary>
    public static Task<IReadOnlyList<DecisionRow>> CurrentAsync(Session session, ProjectKey key, string control) =>
        session.QueryAsync<DecisionRow>(
            $"""
            SELECT {Columns} FROM decisions WHERE project = @Project AND seq IN (
              SELECT max(s.seq) FROM (
                SELECT l.seq, l.task_id, {Depth} FROM decisions l
                WHERE l.project = @Project AND l.control = @control) AS s
              WHERE s.depth = -1 GROUP BY s.task_id)
            ORDER BY task_id
            """,
            new { Project = key.ToString(), control });

    internal static async Task AppendAsync(Session session, ProjectKey key, IReadOnlyList<DecisionRow> decisions)
    {
        var last = await session.CountAsync(
            "SELECT COALESCE(max(seq), 0) FROM decisions WHERE project = @Project", new { Project = key.ToString() });
        await session.ExecuteAsync(
            """
            INSERT INTO decisions (
              project, seq, control, task_id, kind, from_label, to_label, score, model_version, actor, at)
            SELECT @Project, r.seq, r.control, r.task_id, r.kind, r.from_label, r.to_label, r.score, r.model_version,
              r.actor, r.at FROM @rows AS r
            """,
            new RowSet<DecisionRow>([.. decisions.Select(decision => decision with { Seq = ++last })])
                .Constant("Project", key.ToString())
                .Number("seq", decision => decision.Seq)
                .Text("control", decision => decision.Control)
                .Number("task_id", decision => decision.TaskId)
                .Text("kind", decision => decision.Kind)
                .Text("from_label", decision => decision.FromLabel)
                .Text("to_label", decision => decision.ToLabel)
                .Real("score", decision => decision.Score)
                .Text("model_version", decision => decision.ModelVersion)
                .Text("actor", decision => decision.Actor)
                .Number("at", decision => decision.At));
    }
}
