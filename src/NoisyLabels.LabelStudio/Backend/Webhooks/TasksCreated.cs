using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>
/// Tasks were imported, uploaded or synchronised. Imported annotations are not in it: the counters of a task say that
/// there are some.
/// </summary>
public sealed record TasksCreated(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    public IReadOnlyList<TaskRecord> Tasks { get; init; } = [];

    /// <summary>Some of the tasks came with annotations, which only an export shows.</summary>
    public bool NeedsExport { get; init; }

    internal static TasksCreated Of(string action, ProjectRecord? project, JsonElement body) => new(action, project)
    {
        Tasks = [.. Both(body, "task").Select(TaskRecord.Read)],
        NeedsExport = !Both(body, "task").Any() || Both(body, "task").Any(HasAnnotations),
    };

    private static bool HasAnnotations(JsonElement task) =>
        task.Whole("total_annotations") > 0 || task.Whole("cancelled_annotations") > 0;
}
