using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Storage.Tables;

/// <summary>The annotations of projects, deleted ones included, so that a late event does not revive one.</summary>
public static class AnnotationTable
{
    private const string Columns = "annotation_id AS id, record, is_deleted, seen_at";

    /// <summary>All that are not deleted, by number.</summary>
    public static async Task<IReadOnlyList<AnnotationRecord>> ListAsync(Session session, ProjectKey key) =>
    [
        .. (await session.QueryAsync<Row>(
            $"SELECT {Columns} FROM annotations WHERE project = @Project AND is_deleted = 0 ORDER BY annotation_id",
            new { Project = key.ToString() })).Select(row => row.Stored().Annotation).OfType<AnnotationRecord>(),
    ];

    /// <summary>Messages about annotations that have arrived since a moment.</summary>
    internal static Task<long> CountSinceAsync(Session session, ProjectKey key, DateTimeOffset since) =>
        session.CountAsync(
            "SELECT count(*) FROM annotations WHERE project = @Project AND seen_at > @Since",
            new { Project = key.ToString(), Since = since.ToUnixTimeMilliseconds() });

    /// <summary>Null when nothing is known of it.</summary>
    internal static async Task<StoredAnnotation?> FindAsync(Session session, ProjectKey key, long id) =>
        (await session.FirstAsync<Row>(
            $"SELECT {Columns} FROM annotations WHERE project = @Project AND annotation_id = @id",
            new { Project = key.ToString(), id }))?.Stored();

    /// <summary>Some by their numbers, deleted ones included.</summary>
    internal static async Task<IReadOnlyList<StoredAnnotation>> FindAsync(
        Session session, ProjectKey key, IReadOnlyList<long> ids) =>
    [
        .. (await session.QueryAsync<Row>(
            $"""
            SELECT {Columns} FROM annotations
            WHERE project = @Project AND {session.InNumbers("annotation_id", "Ids")}
            """,
            new { Project = key.ToString(), Ids = Session.List(ids) })).Select(row => row.Stored()),
    ];

    /// <summary>Reads the annotations of some tasks, deleted ones included.</summary>
    internal static async Task<IReadOnlyList<StoredAnnotation>> OfTasksAsync(
        Session session, ProjectKey key, IReadOnlyList<long> tasks) =>
    [
        .. (await session.QueryAsync<Row>(
            $"SELECT {Columns} FROM annotations WHERE project = @Project AND {session.InNumbers("task_id", "Tasks")}",
            new { Project = key.ToString(), Tasks = Session.List(tasks) })).Select(row => row.Stored()),
    ];

    internal static Task SaveAsync(Session session, ProjectKey key, StoredAnnotation entry) =>
        SaveAsync(session, key, [entry]);

    internal static async Task SaveAsync(Session session, ProjectKey key, IReadOnlyList<StoredAnnotation> entries)
    {
        var last = entries.Reverse().DistinctBy(entry => entry.Id).ToList();
        await session.ExecuteAsync(
            """
            INSERT INTO annotations (project, annotation_id, task_id, record, is_label, is_deleted, seen_at)
            SELECT @Project, r.annotation_id, r.task_id, r.record, r.is_label, r.is_deleted, r.seen_at
            FROM @rows AS r WHERE true
            ON CONFLICT (project, annotation_id) DO UPDATE SET
              task_id = COALESCE(excluded.task_id, annotations.task_id),
              record = COALESCE(excluded.record, annotations.record),
              is_label = excluded.is_label, is_deleted = excluded.is_deleted, seen_at = excluded.seen_at
            """,
            new RowSet<StoredAnnotation>(last)
                .Constant("Project", key.ToString())
                .Number("annotation_id", entry => entry.Id)
                .Number("task_id", entry => entry.Annotation?.TaskId)
                .Text("record", entry => entry.Annotation is { } known ? JsonSerializer.Serialize(known) : null)
                .Number("is_label", entry => entry.Annotation is { WasCancelled: false } ? 1 : 0)
                .Number("is_deleted", entry => entry.IsDeleted ? 1 : 0)
                .Number("seen_at", entry => entry.SeenAt.ToUnixTimeMilliseconds()));
        await session.ExecuteAsync(
            $"""
            UPDATE tasks SET is_labelled = {TaskTable.IsLabelled("tasks.task_id")}
            WHERE project = @Project AND task_id IN (
              SELECT a.task_id FROM annotations a
              WHERE a.project = @Project AND {session.InNumbers("a.annotation_id", "Ids")})
            """,
            new { Project = key.ToString(), Ids = Session.List(last.Select(entry => entry.Id)) });
    }

    /// <summary>Label Studio keeps one star a task, and takes the others away without an event.</summary>
    internal static async Task ClearOtherStarsAsync(Session session, ProjectKey key, long task, long starred)
    {
        var stored = await OfTasksAsync(session, key, [task]);
        await SaveAsync(session, key,
        [
            .. stored
                .Where(other => other.Id != starred && other.Annotation is { GroundTruth: true })
                .Select(other => other with { Annotation = other.Annotation! with { GroundTruth = false } }),
        ]);
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string? Record { get; init; }

        public long IsDeleted { get; init; }

        public long SeenAt { get; init; }

        public StoredAnnotation Stored() => new(
            Id,
            Record is null ? null : JsonSerializer.Deserialize<AnnotationRecord>(Record),
            IsDeleted != 0,
            DateTimeOffset.FromUnixTimeMilliseconds(SeenAt));
    }
}
