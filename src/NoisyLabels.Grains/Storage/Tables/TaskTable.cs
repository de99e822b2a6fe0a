using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>The tasks of projects, and what became of their images.</summary>
public static class TaskTable
{
    private const string Columns = "task_id, data, image_address, image_sha256, image_problem";

    /// <summary>All tasks that are not deleted, by number.</summary>
    public static Task<IReadOnlyList<StoredTask>> ListAsync(Session session, ProjectKey key) =>
        session.QueryAsync<StoredTask>(
            $"SELECT {Columns} FROM tasks WHERE project = @Project AND is_deleted = 0 ORDER BY task_id",
            new { Project = key.ToString() });

    public static Task<IReadOnlyList<StoredTask>> FindAsync(Session session, ProjectKey key, IReadOnlyList<long> ids) =>
        session.QueryAsync<StoredTask>(
            $"SELECT {Columns} FROM tasks WHERE project = @Project AND is_deleted = 0 AND task_id IN @ids",
            new { Project = key.ToString(), ids });

    internal static async Task<bool> IsDeletedAsync(Session session, ProjectKey key, long id) =>
        await session.CountAsync(
            "SELECT count(*) FROM tasks WHERE project = @Project AND task_id = @id AND is_deleted = 1",
            new { Project = key.ToString(), id }) > 0;

    /// <summary>
    /// Tasks for whose images nobody has looked, or whose problem may have passed since; labelled ones first.
    /// </summary>
    public static Task<IReadOnlyList<StoredTask>> WithoutImageAsync(
        Session session, ProjectKey key, DateTimeOffset triedBefore, int limit) =>
        session.QueryAsync<StoredTask>(
            $"""
            SELECT {Columns} FROM tasks t
            WHERE project = @Project AND is_deleted = 0
              AND (image_tried_at IS NULL OR (image_may_pass = 1 AND image_tried_at < @Tried))
            ORDER BY CASE WHEN EXISTS (
              SELECT 1 FROM annotations a
              WHERE a.project = t.project AND a.task_id = t.task_id AND a.is_deleted = 0 AND a.is_label = 1)
              THEN 0 ELSE 1 END, task_id
            LIMIT @limit
            """,
            new { Project = key.ToString(), Tried = triedBefore.ToUnixTimeMilliseconds(), limit });

    /// <summary>A task whose data changed loses its image record; a deleted one that is seen again is back.</summary>
    /// <returns>How many are new or changed.</returns>
    internal static async Task<int> SaveAsync(
        Session session, ProjectKey key, IEnumerable<TaskRecord> tasks, DateTimeOffset now)
    {
        var changed = 0;
        foreach (var task in tasks.Where(task => task.Id is not null))
        {
            var row = new
            {
                Project = key.ToString(),
                task.Id,
                Data = task.Data.Json,
                Now = now.ToUnixTimeMilliseconds(),
            };
            var isKnown = await session.CountAsync(
                """
                SELECT count(*) FROM tasks
                WHERE project = @Project AND task_id = @Id AND data = @Data AND is_deleted = 0
                """,
                row) > 0;
            if (isKnown)
            {
                await session.ExecuteAsync(
                    "UPDATE tasks SET seen_at = @Now WHERE project = @Project AND task_id = @Id", row);
                continue;
            }

            changed++;
            await session.ExecuteAsync(
                """
                INSERT INTO tasks (project, task_id, data, is_deleted, seen_at) VALUES (@Project, @Id, @Data, 0, @Now)
                ON CONFLICT (project, task_id) DO UPDATE SET
                  image_tried_at = CASE WHEN tasks.data = excluded.data THEN tasks.image_tried_at END,
                  image_sha256 = CASE WHEN tasks.data = excluded.data THEN tasks.image_sha256 END,
                  image_problem = CASE WHEN tasks.data = excluded.data THEN tasks.image_problem END,
                  data = excluded.data, is_deleted = 0, seen_at = excluded.seen_at
                """,
                row);
        }

        return changed;
    }

    /// <summary>The images may lie elsewhere now: the configuration names another key.</summary>
    internal static Task ForgetImagesAsync(Session session, ProjectKey key) => session.ExecuteAsync(
        """
        UPDATE tasks SET image_tried_at = NULL, image_sha256 = NULL, image_problem = NULL
        WHERE project = @Project
        """,
        new { Project = key.ToString() });

    internal static async Task SaveImagesAsync(
        Session session, ProjectKey key, IEnumerable<ImageRecord> images, DateTimeOffset now)
    {
        foreach (var image in images)
        {
            await session.ExecuteAsync(
                """
                UPDATE tasks SET image_address = @Address, image_sha256 = @Sha256, image_problem = @Problem,
                  image_may_pass = @MayPass, image_tried_at = @Now
                WHERE project = @Project AND task_id = @TaskId
                """,
                new
                {
                    Project = key.ToString(),
                    image.TaskId,
                    image.Address,
                    image.Sha256,
                    image.Problem,
                    MayPass = image.MayPass ? 1L : 0L,
                    Now = now.ToUnixTimeMilliseconds(),
                });
        }
    }

    /// <summary>Deletes tasks, and their annotations with them.</summary>
    /// <returns>How many annotations are gone.</returns>
    internal static async Task<int> DeleteAsync(
        Session session, ProjectKey key, IReadOnlyList<long> ids, DateTimeOffset now)
    {
        var row = new { Project = key.ToString(), ids, Now = now.ToUnixTimeMilliseconds() };
        await session.ExecuteAsync(
            "UPDATE tasks SET is_deleted = 1, seen_at = @Now WHERE project = @Project AND task_id IN @ids", row);
        return await session.ExecuteAsync(
            """
            UPDATE annotations SET is_deleted = 1, seen_at = @Now
            WHERE project = @Project AND task_id IN @ids AND is_deleted = 0
            """,
            row);
    }

    /// <summary>Deletes what no message has named since <paramref name="began"/>, with its annotations.</summary>
    /// <returns>How many tasks are gone.</returns>
    internal static async Task<int> DeleteUnseenAsync(
        Session session, ProjectKey key, DateTimeOffset began, DateTimeOffset now)
    {
        var row = new
        {
            Project = key.ToString(),
            Began = began.ToUnixTimeMilliseconds(),
            Now = now.ToUnixTimeMilliseconds(),
        };
        await session.ExecuteAsync(
            """
            UPDATE annotations SET is_deleted = 1, seen_at = @Now
            WHERE project = @Project AND is_deleted = 0 AND task_id IN (
              SELECT task_id FROM tasks WHERE project = @Project AND is_deleted = 0 AND seen_at < @Began)
            """,
            row);
        return await session.ExecuteAsync(
            """
            UPDATE tasks SET is_deleted = 1, seen_at = @Now
            WHERE project = @Project AND is_deleted = 0 AND seen_at < @Began
            """,
            row);
    }
}
