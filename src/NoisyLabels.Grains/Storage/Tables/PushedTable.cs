using NoisyLabels.Contracts;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>The predictions that were written into Label Studio.</summary>
internal static class PushedTable
{
    public static Task<IReadOnlyList<PushedRow>> ListAsync(Session session, ProjectKey key) =>
        session.QueryAsync<PushedRow>(
            "SELECT task_id, model_version, prediction_id FROM pushed WHERE project = @Project ORDER BY task_id",
            new { Project = key.ToString() });

    public static Task SaveAsync(Session session, ProjectKey key, IEnumerable<PushedRow> rows) => session.ExecuteAsync(
        """
        INSERT INTO pushed (project, task_id, model_version, prediction_id)
        SELECT @Project, r.task_id, r.model_version, r.prediction_id FROM @rows AS r WHERE true
        ON CONFLICT (project, task_id, model_version) DO UPDATE SET prediction_id = excluded.prediction_id
        """,
        Rows(key, rows).Number("prediction_id", row => row.PredictionId));

    public static Task DeleteAsync(Session session, ProjectKey key, IEnumerable<PushedRow> rows) =>
        session.ExecuteAsync(
            """
            DELETE FROM pushed WHERE project = @Project
              AND (task_id, model_version) IN (SELECT r.task_id, r.model_version FROM @rows AS r)
            """,
            Rows(key, rows));

    private static RowSet<PushedRow> Rows(ProjectKey key, IEnumerable<PushedRow> rows) =>
        new RowSet<PushedRow>([.. rows.Reverse().DistinctBy(row => (row.TaskId, row.ModelVersion))])
            .Constant("Project", key.ToString())
            .Number("task_id", row => row.TaskId)
            .Text("model_version", row => row.ModelVersion);
}
