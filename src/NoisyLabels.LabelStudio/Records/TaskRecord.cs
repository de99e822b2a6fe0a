using System.Text.Json;
using NoisyLabels.LabelStudio.Json;

namespace NoisyLabels.LabelStudio.Records;

/// <summary>A task as webhooks, /predict, /train, exports and lists carry it.</summary>
public sealed record TaskRecord
{
    /// <summary>Null where the sender named none; such a task can be predicted but not remembered.</summary>
    public long? Id { get; init; }

    public TaskData Data { get; init; } = TaskData.Empty;

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The annotations of all annotators, skipped ones included; empty where the message carries none.</summary>
    public IReadOnlyList<AnnotationRecord> Annotations { get; init; } = [];

    /// <summary>
    /// Versions of the predictions that the task holds; empty where the message carries only their numbers.
    /// </summary>
    public IReadOnlyList<string> PredictionVersions { get; init; } = [];

    /// <summary>Whatever is no object is a task about which nothing is known, so that answers stay in order.</summary>
    internal static TaskRecord Read(JsonElement task)
    {
        var id = task.ValueKind is JsonValueKind.Object ? task.Whole("id") : null;
        return new TaskRecord
        {
            Id = id,
            Data = TaskData.Read(task.Property("data")),
            CreatedAt = task.Moment("created_at"),
            UpdatedAt = task.Moment("updated_at"),
            Annotations =
            [
                .. AnnotationRecord.ReadAll(task, "annotations").Concat(AnnotationRecord.ReadAll(task, "completions"))
                    .Select(annotation => annotation with { TaskId = annotation.TaskId ?? id }),
            ],
            PredictionVersions =
            [
                .. task.Items("predictions").Select(prediction => prediction.Text("model_version")).OfType<string>(),
            ],
        };
    }

    internal static IReadOnlyList<TaskRecord> ReadAll(JsonElement owner, string name) =>
        [.. owner.Items(name).Select(Read)];
}
