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

    public static async Task SaveAsync(Session session, ProjectKey key, IEnumerable<PushedRow> rows)
    {
        foreach (var row in rows)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO pushed (project, task_id, model_version, prediction_id)
                VALUES (@Project, @TaskId, @ModelVersion, @PredictionId)
                ON CONFLICT (project, task_id, model_version) DO UPDATE SET prediction_id = excluded.prediction_id
                """,
                new { Project = key.ToString(), row.TaskId, row.ModelVersion, row.PredictionId });
        }
    }

    public static async Task DeleteAsync(Session session, ProjectKey key, IEnumerable<PushedRow> rows)
    {
        foreach (var row in rows)
        {
            await session.ExecuteAsync(
                "DELETE FROM pushed WHERE project = @Project AND task_id = @TaskId AND model_version = @ModelVersion",
                new { Project = key.ToString(), row.TaskId, row.ModelVersion });
        }
    }
}
