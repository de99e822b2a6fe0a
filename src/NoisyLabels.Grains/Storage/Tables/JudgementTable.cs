using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>What models say about tasks.</summary>
public static class JudgementTable
{
    private const int Chunk = 500;

    private const string Columns =
        """
        j.control, j.task_id, j.probabilities, j.predicted, j.confidence, j.given, j.suggested,
        j.suggested_confidence, j.label_quality, j.is_label_issue, j.mislabeling
        """;

    private const string OfAttempt = "j.project = @Project AND j.run = @Run AND j.fence = @Fence";

    /// <summary>
    /// Lays down what an attempt found. It counts only when the project accepts the attempt; until then nobody reads it.
    /// </summary>
    public static async Task StageAsync(
        Database database, ProjectKey key, Guid run, long fence, IReadOnlyList<Judgement> judgements)
    {
        // In pieces, so that an event of Label Studio never waits behind a whole project.
        foreach (var chunk in judgements.Chunk(Chunk))
        {
            await database.WriteAsync(session => InsertAsync(session, key, run, fence, chunk));
        }
    }

    /// <summary>Reads what a version says of some tasks.</summary>
    public static Task<IReadOnlyList<Judgement>> OfTasksAsync(
        Session session, ProjectKey key, VersionRow version, IReadOnlyList<long> tasks) =>
        session.QueryAsync<Judgement>(
            $"SELECT {Columns} FROM judgements j WHERE {OfAttempt} AND {session.InNumbers("j.task_id", "Tasks")}",
            new { Project = key.ToString(), version.Run, version.Fence, Tasks = Session.List(tasks) });

    /// <summary>All of a version.</summary>
    public static Task<IReadOnlyList<Judgement>> ListAsync(Session session, ProjectKey key, VersionRow version) =>
        session.QueryAsync<Judgement>(
            $"SELECT {Columns} FROM judgements j WHERE {OfAttempt} ORDER BY j.control, j.task_id",
            new { Project = key.ToString(), version.Run, version.Fence });

    /// <summary>Labelled tasks of a version with the latest decision on each, worst label first.</summary>
    public static Task<IReadOnlyList<CorrectionRow>> CorrectionsAsync(
        Session session, ProjectKey key, VersionRow version, CorrectionFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var where = new List<string> { OfAttempt, "j.control = @Control", "j.given IS NOT NULL", "t.is_deleted = 0" };
        Add(filter.OnlyIssues, "j.is_label_issue = 1");
        Add(filter.OnlyOpen, "d.kind IS NULL");
        Add(filter.Given is not null, "j.given = @Given");
        Add(filter.Suggested is not null, "j.suggested = @Suggested");
        Add(
            filter is { AfterQuality: not null, AfterTask: not null },
            "(j.label_quality, j.task_id) > (@AfterQuality, @AfterTask)");
        return session.QueryAsync<CorrectionRow>(
            $"""
            SELECT {Columns}, t.data, t.image_sha256,
              d.kind AS decision, d.to_label AS decided_label, d.actor AS actor, d.at AS decided_at
            FROM judgements j
            JOIN tasks t ON t.project = j.project AND t.task_id = j.task_id
            LEFT JOIN decisions d ON d.project = j.project AND d.seq = (
              SELECT max(s.seq) FROM (
                SELECT l.seq, {DecisionTable.Depth} FROM decisions l
                WHERE l.project = j.project AND l.control = j.control AND l.task_id = j.task_id) AS s
              WHERE s.depth = -1)
            WHERE {string.Join(" AND ", where)}
            ORDER BY j.label_quality, j.task_id LIMIT @Limit
            """,
            new
            {
                Project = key.ToString(),
                version.Run,
                version.Fence,
                filter.Control,
                filter.Given,
                filter.Suggested,
                filter.AfterQuality,
                filter.AfterTask,
                filter.Limit,
            });

        void Add(bool applies, string condition)
        {
            if (applies)
            {
                where.Add(condition);
            }
        }
    }

    /// <summary>The attempts that have judgements.</summary>
    internal static Task<IReadOnlyList<JudgedAttempt>> AttemptsAsync(Session session, ProjectKey key) =>
        session.QueryAsync<JudgedAttempt>(
            "SELECT DISTINCT run, fence FROM judgements WHERE project = @Project", new { Project = key.ToString() });

    /// <summary>Tasks with an image that a version has not judged, by number.</summary>
    internal static Task<IReadOnlyList<StoredTask>> UnjudgedAsync(
        Session session, ProjectKey key, VersionRow version, long after, int limit) =>
        session.QueryAsync<StoredTask>(
            """
            SELECT t.task_id, t.data, t.image_address, t.image_sha256, t.image_problem FROM tasks t
            WHERE t.project = @Project AND t.is_deleted = 0 AND t.image_sha256 IS NOT NULL AND t.task_id > @after
              AND NOT EXISTS (SELECT 1 FROM judgements j
                WHERE j.project = @Project AND j.run = @Run AND j.fence = @Fence AND j.task_id = t.task_id)
            ORDER BY t.task_id LIMIT @limit
            """,
            new { Project = key.ToString(), version.Run, version.Fence, after, limit });

    /// <summary>Deletes the judgements of an attempt, in pieces: an event never waits behind all of them.</summary>
    internal static async Task DeleteAsync(Database database, ProjectKey key, JudgedAttempt attempt)
    {
        while (await database.WriteAsync(session => session.ExecuteAsync(
            """
            DELETE FROM judgements WHERE project = @Project AND run = @Run AND fence = @Fence AND task_id IN (
              SELECT task_id FROM judgements WHERE project = @Project AND run = @Run AND fence = @Fence
              ORDER BY task_id LIMIT @Chunk)
            """,
            new { Project = key.ToString(), attempt.Run, attempt.Fence, Chunk })) > 0)
        {
            // The next piece.
        }
    }

    private static Task<int> InsertAsync(
        Session session, ProjectKey key, Guid run, long fence, IReadOnlyList<Judgement> judgements) =>
        session.ExecuteAsync(
            """
            INSERT INTO judgements (project, run, fence, control, task_id, probabilities, predicted, confidence, given,
              suggested, suggested_confidence, label_quality, is_label_issue, mislabeling)
            SELECT @Project, @Run, @Fence, r.control, r.task_id, r.probabilities, r.predicted, r.confidence, r.given,
              r.suggested, r.suggested_confidence, r.label_quality, r.is_label_issue, r.mislabeling FROM @rows AS r
            """,
            new RowSet<Judgement>(judgements)
                .Constant("Project", key.ToString())
                .Constant("Run", run.ToString("N"))
                .Constant("Fence", fence)
                .Text("control", judgement => judgement.Control)
                .Number("task_id", judgement => judgement.TaskId)
                .Text("probabilities", judgement => judgement.Probabilities)
                .Text("predicted", judgement => judgement.Predicted)
                .Real("confidence", judgement => judgement.Confidence)
                .Text("given", judgement => judgement.Given)
                .Text("suggested", judgement => judgement.Suggested)
                .Real("suggested_confidence", judgement => judgement.SuggestedConfidence)
                .Real("label_quality", judgement => judgement.LabelQuality)
                .Number("is_label_issue", judgement => judgement.IsLabelIssue ? 1 : 0)
                .Real("mislabeling", judgement => judgement.Mislabeling));
}
