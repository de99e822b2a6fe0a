using System.Text.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>Annotations were submitted, skipped, changed, starred, or made from predictions.</summary>
public sealed record AnnotationsSaved(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    /// <summary>Empty when the webhook sends no payload.</summary>
    public IReadOnlyList<AnnotationRecord> Annotations { get; init; } = [];

    /// <summary>The tasks of the annotations, without annotations of their own.</summary>
    public IReadOnlyList<TaskRecord> Tasks { get; init; } = [];

    /// <summary>They existed before.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>
    /// The event alone does not say what was saved: there is no payload, or annotations have no number yet (bulk
    /// event of 1.8.2). An export does.
    /// </summary>
    public bool NeedsExport =>
        Annotations.Count == 0 || Annotations.Any(annotation => annotation.Id is null || annotation.TaskId is null);

    internal static AnnotationsSaved Of(string action, ProjectRecord? project, JsonElement body)
    {
        IReadOnlyList<TaskRecord> tasks = [.. Both(body, "task").Select(TaskRecord.Read)];
        var onlyTask = tasks is [{ Id: var id }] ? id : null;
        return new AnnotationsSaved(action, project)
        {
            Annotations =
            [
                .. Both(body, "annotation").Select(AnnotationRecord.Read).OfType<AnnotationRecord>()
                    .Select(annotation => annotation with { TaskId = annotation.TaskId ?? onlyTask }),
            ],
            Tasks = tasks,
            IsUpdate = action.EndsWith("_UPDATED", StringComparison.Ordinal),
        };
    }
}
