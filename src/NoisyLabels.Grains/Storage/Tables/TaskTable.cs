using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
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
            $"""
            SELECT {Columns} FROM tasks
            WHERE project = @Project AND is_deleted = 0 AND {session.InNumbers("task_id", "Ids")}
            """,
            new { Project = key.ToString(), Ids = Session.List(ids) });

    internal static async Task<ImageCounts> CountImagesAsync(Session session, ProjectKey key)
    {
        var project = new { Project = key.ToString() };
        var labelled = await session.CountAsync(
            "SELECT count(*) FROM tasks WHERE project = @Project AND is_deleted = 0 AND is_labelled = 1", project);
        var unseen = await session.CountAsync(
            """
            SELECT count(*) FROM tasks
            WHERE project = @Project AND is_deleted = 0 AND is_labelled = 1 AND image_tried_at IS NULL
            """,
            project);
        return new ImageCounts(
            await session.CountAsync(
                "SELECT count(*) FROM tasks WHERE project = @Project AND is_deleted = 0", project),
            labelled,
            labelled - unseen);
    }

    /// <summary>The ones among some tasks that were deleted at <paramref name="since"/> or later.</summary>
    internal static async Task<IReadOnlySet<long>> DeadAsync(
        Session session, ProjectKey key, IReadOnlyList<long> ids, DateTimeOffset since) =>
        (await session.QueryAsync<StoredTask>(
            $"""
            SELECT task_id, data FROM tasks
            WHERE project = @Project AND is_deleted = 1 AND seen_at >= @Since AND {session.InNumbers("task_id", "Ids")}
            """,
            new { Project = key.ToString(), Since = since.ToUnixTimeMilliseconds(), Ids = Session.List(ids) }))
        .Select(task => task.TaskId).ToHashSet();

    /// <summary>
    /// Tasks for whose images nobody has looked, labelled ones first; then those whose problem may have passed since.
    /// </summary>
    public static async Task<IReadOnlyList<StoredTask>> WithoutImageAsync(
        Session session, ProjectKey key, DateTimeOffset triedBefore, int limit)
    {
        var fresh = await session.QueryAsync<StoredTask>(
            $"""
            SELECT {Columns} FROM tasks WHERE project = @Project AND is_deleted = 0 AND image_tried_at IS NULL
            ORDER BY is_labelled DESC, task_id LIMIT @limit
            """,
            new { Project = key.ToString(), limit });
        if (fresh.Count == limit)
        {
            return fresh;
        }

        var again = await session.QueryAsync<StoredTask>(
            $"""
            SELECT {Columns} FROM tasks
            WHERE project = @Project AND is_deleted = 0 AND image_may_pass = 1 AND image_tried_at < @Tried
            ORDER BY image_tried_at LIMIT @Rest
            """,
            new { Project = key.ToString(), Tried = triedBefore.ToUnixTimeMilliseconds(), Rest = limit - fresh.Count });
        return [.. fresh, .. again];
    }

    /// <summary>A task whose data changed loses its image record; a deleted one that is seen again is back.</summary>
    /// <returns>How many are new or changed.</returns>
    internal static async Task<int> SaveAsync(
        Session session, ProjectKey key, IEnumerable<TaskRecord> tasks, DateTimeOffset now)
    {
        var last = tasks.Where(task => task.Id is not null).Reverse().DistinctBy(task => task.Id).ToList();
        var changed = await session.ExecuteAsync(
            $"""
            INSERT INTO tasks (project, task_id, data, is_labelled, is_deleted, seen_at)
            SELECT @Project, r.task_id, r.data, {IsLabelled("r.task_id")}, 0, @Now FROM @rows AS r WHERE true
            ON CONFLICT (project, task_id) DO UPDATE SET
              image_address = CASE WHEN tasks.data = excluded.data THEN tasks.image_address END,
              image_sha256 = CASE WHEN tasks.data = excluded.data THEN tasks.image_sha256 END,
              image_problem = CASE WHEN tasks.data = excluded.data THEN tasks.image_problem END,
              image_may_pass = CASE WHEN tasks.data = excluded.data THEN tasks.image_may_pass END,
              image_tried_at = CASE WHEN tasks.data = excluded.data THEN tasks.image_tried_at END,
              data = excluded.data, is_labelled = excluded.is_labelled, is_deleted = 0, seen_at = excluded.seen_at
            WHERE tasks.data <> excluded.data OR tasks.is_deleted = 1
            """,
            new RowSet<TaskRecord>(last)
                .Constant("Project", key.ToString())
                .Constant("Now", now.ToUnixTimeMilliseconds())
                .Number("task_id", task => task.Id)
                .Text("data", task => task.Data.Json));
        await session.ExecuteAsync(
            $"UPDATE tasks SET seen_at = @Now WHERE project = @Project AND {session.InNumbers("task_id", "Ids")}",
            new
            {
                Project = key.ToString(),
                Now = now.ToUnixTimeMilliseconds(),
                Ids = Session.List(last.Select(task => task.Id)),
            });
        return changed;
    }

    /// <summary>SQL: 1 when the task has a label, else 0. Its row keeps it, for the orders and counts.</summary>
    internal static string IsLabelled(string task) =>
        $"""
        CASE WHEN EXISTS (SELECT 1 FROM annotations l
          WHERE l.project = @Project AND l.task_id = {task} AND l.is_deleted = 0 AND l.is_label = 1) THEN 1 ELSE 0 END
        """;

    /// <summary>The images may lie elsewhere now: the configuration names another key.</summary>
    internal static Task ForgetImagesAsync(Session session, ProjectKey key) => session.ExecuteAsync(
        """
        UPDATE tasks SET image_address = NULL, image_sha256 = NULL, image_problem = NULL, image_may_pass = NULL,
          image_tried_at = NULL
        WHERE project = @Project AND image_tried_at IS NOT NULL
        """,
        new { Project = key.ToString() });

    internal static Task SaveImagesAsync(
        Session session, ProjectKey key, IEnumerable<ImageRecord> images, DateTimeOffset now) => session.ExecuteAsync(
        """
        UPDATE tasks SET image_address = r.address, image_sha256 = r.sha256, image_problem = r.problem,
          image_may_pass = r.may_pass, image_tried_at = @Now
        FROM @rows AS r WHERE tasks.project = @Project AND tasks.task_id = r.task_id
        """,
        new RowSet<ImageRecord>([.. images])
            .Constant("Project", key.ToString())
            .Constant("Now", now.ToUnixTimeMilliseconds())
            .Number("task_id", image => image.TaskId)
            .Text("address", image => image.Address)
            .Text("sha256", image => image.Sha256)
            .Text("problem", image => image.Problem)
            .Number("may_pass", image => image.MayPass ? 1 : 0));

    /// <summary>
    /// Deletes tasks, and their annotations with them. Of one that was never heard of that much is kept, too: what tells
    /// of it may be late.
    /// </summary>
    /// <returns>How many annotations are gone.</returns>
    internal static async Task<int> DeleteAsync(
        Session session, ProjectKey key, IReadOnlyList<long> ids, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO tasks (project, task_id, data, is_labelled, is_deleted, seen_at)
            SELECT @Project, r.task_id, '{}', 0, 1, @Now FROM @rows AS r WHERE true
            ON CONFLICT (project, task_id) DO UPDATE SET is_deleted = 1, seen_at = excluded.seen_at
            """,
            new RowSet<long>([.. ids.Distinct()])
                .Constant("Project", key.ToString())
                .Constant("Now", now.ToUnixTimeMilliseconds())
                .Number("task_id", id => id));
        return await session.ExecuteAsync(
            $"""
            UPDATE annotations SET is_deleted = 1, seen_at = @Now
            WHERE project = @Project AND {session.InNumbers("task_id", "Ids")} AND is_deleted = 0
            """,
            new { Project = key.ToString(), Ids = Session.List(ids), Now = now.ToUnixTimeMilliseconds() });
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
