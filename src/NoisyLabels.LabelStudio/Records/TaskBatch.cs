using System.Text.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>
/// Tasks as bytes, in a form of our own, for the way from one process to another. Label Studio's own form has several
/// spellings of everything; this one says just what was understood.
/// </summary>
public static class TaskBatch
{
    public static byte[] Write(IEnumerable<TaskRecord> tasks) =>
        JsonSerializer.SerializeToUtf8Bytes(tasks.Select(task => new Item(
            task.Id, task.Data.Json, task.CreatedAt, task.UpdatedAt, task.Annotations, task.PredictionVersions)));

    /// <summary>Reads what <see cref="Write"/> wrote; no bytes are no tasks.</summary>
    public static IReadOnlyList<TaskRecord> Read(ReadOnlySpan<byte> batch) => batch.IsEmpty
        ? []
        :
        [
            .. JsonSerializer.Deserialize<List<Item>>(batch)!.Select(item => new TaskRecord
            {
                Id = item.Id,
                Data = TaskData.Parse(item.Data),
                CreatedAt = item.CreatedAt,
                UpdatedAt = item.UpdatedAt,
                Annotations = item.Annotations,
                PredictionVersions = item.PredictionVersions,
            }),
        ];

    private sealed record Item(
        long? Id,
        string Data,
        DateTimeOffset? CreatedAt,
        DateTimeOffset? UpdatedAt,
        IReadOnlyList<AnnotationRecord> Annotations,
        IReadOnlyList<string> PredictionVersions);
}
