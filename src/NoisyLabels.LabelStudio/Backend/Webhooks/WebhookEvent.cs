using System.Text.Json;
using NoisyLabels.LabelStudio.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>
/// <c>POST /webhook</c>: something happened in a project. Delivered at most once, in no certain order, without
/// signature.
/// </summary>
/// <param name="Action">As it was sent.</param>
/// <param name="Project">Null when the webhook sends no payload: then only the path says whose event this is.</param>
public abstract record WebhookEvent(string Action, ProjectRecord? Project)
{
    /// <summary>
    /// The user agent of Label Studio's own client, which webhooks of projects do not have. It tells the button Start
    /// Training from saved settings where both say PROJECT_UPDATED.
    /// </summary>
    private const string ClientUserAgent = "heartex/";

    private const int MaxActionLength = 100;

    /// <summary>Reads the body of an event.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="userAgent">The header of that name, if there is one.</param>
    public static Reading<WebhookEvent> Read(ReadOnlyMemory<byte> body, string? userAgent) =>
        JsonBody.Read(body, root => ReadObject(root, userAgent));

    private static Reading<WebhookEvent> ReadObject(JsonElement body, string? userAgent)
    {
        if (body.Text("action") is not { Length: > 0 and <= MaxActionLength } action)
        {
            return Readings.Refuse<WebhookEvent>("The body of /webhook has no \"action\".");
        }

        var project = ProjectRecord.Read(body.Property("project"));
        var isClient = userAgent?.StartsWith(ClientUserAgent, StringComparison.OrdinalIgnoreCase) is true;
        return Readings.Of<WebhookEvent>(action switch
        {
            "START_TRAINING" => new StartTraining(action, project),
            "PROJECT_UPDATED" when isClient => new StartTraining(action, project),
            "PROJECT_UPDATED" => new ProjectUpdated(action, project),
            "ANNOTATION_CREATED" or "ANNOTATIONS_CREATED" or "ANNOTATION_UPDATED" or "ANNOTATIONS_UPDATED" =>
                AnnotationsSaved.Read(action, project, body),
            "ANNOTATIONS_DELETED" or "ANNOTATION_DELETED" => AnnotationsDeleted.Read(action, project, body),
            "TASKS_CREATED" or "TASK_CREATED" => TasksCreated.Read(action, project, body),
            "TASKS_DELETED" or "TASK_DELETED" => TasksDeleted.Read(action, project, body),
            _ => new UnknownEvent(action, project),
        });
    }

    /// <summary>Reads both spellings of a key, whatever the number of things.</summary>
    private protected static IEnumerable<JsonElement> Both(JsonElement body, string name) =>
        body.Items(name).Concat(body.Items($"{name}s"));

    private protected static IReadOnlyList<long> Numbers(JsonElement body, string name) =>
        [.. Both(body, name).Select(element => element.Whole()).OfType<long>().Distinct()];
}

/// <summary>Annotations were submitted, skipped, changed, starred, or made from predictions.</summary>
public sealed record AnnotationsSaved(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    /// <summary>Empty when the webhook sends no payload.</summary>
    public IReadOnlyList<AnnotationRecord> Annotations { get; init; } = [];

    /// <summary>The tasks of the annotations, without annotations of their own.</summary>
    public IReadOnlyList<TaskRecord> Tasks { get; init; } = [];

    /// <summary>The annotations existed before.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>
    /// Only an export says what was saved: the event has no payload, or its annotations have no number yet (bulk event
    /// of 1.8.2).
    /// </summary>
    public bool NeedsExport =>
        Annotations.Count == 0 || Annotations.Any(annotation => annotation.Id is null || annotation.TaskId is null);

    internal static AnnotationsSaved Read(string action, ProjectRecord? project, JsonElement body)
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

/// <summary>Annotations were deleted. Label Studio does not say of which tasks.</summary>
public sealed record AnnotationsDeleted(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    /// <summary>Numbers of the annotations; empty when the webhook sends no payload.</summary>
    public IReadOnlyList<long> AnnotationIds { get; init; } = [];

    internal static AnnotationsDeleted Read(string action, ProjectRecord? project, JsonElement body) =>
        new(action, project) { AnnotationIds = Numbers(body, "annotation") };
}

/// <summary>
/// Tasks were imported, uploaded or synchronised. Imported annotations are not in it: the counters of a task say that
/// there are some.
/// </summary>
public sealed record TasksCreated(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    public IReadOnlyList<TaskRecord> Tasks { get; init; } = [];

    /// <summary>Some of the tasks came with annotations, which only an export shows.</summary>
    public bool NeedsExport { get; init; }

    internal static TasksCreated Read(string action, ProjectRecord? project, JsonElement body) => new(action, project)
    {
        Tasks = [.. Both(body, "task").Select(TaskRecord.Read)],
        NeedsExport = !Both(body, "task").Any() || Both(body, "task").Any(HasAnnotations),
    };

    private static bool HasAnnotations(JsonElement task) =>
        task.Whole("total_annotations") > 0 || task.Whole("cancelled_annotations") > 0;
}

/// <summary>Tasks were deleted, and their annotations with them.</summary>
public sealed record TasksDeleted(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    /// <summary>Numbers of the tasks; empty when the webhook sends no payload.</summary>
    public IReadOnlyList<long> TaskIds { get; init; } = [];

    internal static TasksDeleted Read(string action, ProjectRecord? project, JsonElement body) =>
        new(action, project) { TaskIds = Numbers(body, "task") };
}

/// <summary>Settings were saved, the labelling configuration among them; no reason to train.</summary>
public sealed record ProjectUpdated(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project);

/// <summary>
/// Somebody pressed Start Training, or the project is set to train on submit; then it arrives inside the annotator's
/// submit, before the event of the annotation. It carries no annotations; an export must fetch them.
/// </summary>
public sealed record StartTraining(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project);

/// <summary>An action that means nothing here and is only acknowledged.</summary>
public sealed record UnknownEvent(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project);
