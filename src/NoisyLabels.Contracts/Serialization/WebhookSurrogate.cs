using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Serialization;

/// <summary>Which event travels. Numbers are what silos of two versions agree on: they never change.</summary>
[GenerateSerializer, Alias("NoisyLabels.WebhookKind")]
internal enum WebhookKind
{
    Unknown = 0,
    AnnotationsSaved = 1,
    AnnotationsDeleted = 2,
    TasksCreated = 3,
    TasksDeleted = 4,
    ProjectUpdated = 5,
    StartTraining = 6,
}

/// <summary>
/// An event of Label Studio on its way to another process: the fields of all kinds, empty where a kind has none.
/// Only what the grain takes over of the project travels; the key of the grain says whose event it is.
/// </summary>
/// <param name="HasProject">The event carried its project.</param>
/// <param name="Numbers">Of the deleted tasks or annotations.</param>
/// <param name="Flag">Saved annotations are an update; created tasks need an export.</param>
[GenerateSerializer, Alias("NoisyLabels.WebhookSurrogate")]
internal readonly record struct WebhookSurrogate(
    WebhookKind Kind,
    string Action,
    bool HasProject,
    long ProjectId,
    long? ProjectCreatedSeconds,
    string? Title,
    string? LabelConfig,
    TaskRecord[] Tasks,
    AnnotationRecord[] Annotations,
    long[] Numbers,
    bool Flag);

[RegisterConverter]
internal sealed class WebhookConverter : IConverter<WebhookDelivery, WebhookSurrogate>
{
    public WebhookSurrogate ConvertToSurrogate(in WebhookDelivery value)
    {
        var project = value.Event.Project;
        var common = new WebhookSurrogate(
            WebhookKind.Unknown,
            value.Event.Action,
            project is not null,
            project?.Uid.Id ?? 0,
            project?.Uid.CreatedSeconds,
            project?.Title,
            project?.LabelConfig,
            [],
            [],
            [],
            Flag: false);
        return value.Event switch
        {
            AnnotationsSaved saved => common with
            {
                Kind = WebhookKind.AnnotationsSaved,
                Tasks = [.. saved.Tasks],
                Annotations = [.. saved.Annotations],
                Flag = saved.IsUpdate,
            },
            TasksCreated created => common with
            {
                Kind = WebhookKind.TasksCreated, Tasks = [.. created.Tasks], Flag = created.NeedsExport,
            },
            AnnotationsDeleted deleted => common with
            {
                Kind = WebhookKind.AnnotationsDeleted, Numbers = [.. deleted.AnnotationIds],
            },
            TasksDeleted deleted => common with { Kind = WebhookKind.TasksDeleted, Numbers = [.. deleted.TaskIds] },
            ProjectUpdated => common with { Kind = WebhookKind.ProjectUpdated },
            StartTraining => common with { Kind = WebhookKind.StartTraining },
            _ => common,
        };
    }

    public WebhookDelivery ConvertFromSurrogate(in WebhookSurrogate surrogate)
    {
        var action = surrogate.Action;
        var project = !surrogate.HasProject ? null : new ProjectRecord
        {
            Uid = new ProjectUid(surrogate.ProjectId, surrogate.ProjectCreatedSeconds),
            Title = surrogate.Title,
            LabelConfig = surrogate.LabelConfig,
        };
        return new WebhookDelivery(surrogate.Kind switch
        {
            WebhookKind.AnnotationsSaved => new AnnotationsSaved(action, project)
            {
                Tasks = surrogate.Tasks, Annotations = surrogate.Annotations, IsUpdate = surrogate.Flag,
            },
            WebhookKind.TasksCreated => new TasksCreated(action, project)
            {
                Tasks = surrogate.Tasks, NeedsExport = surrogate.Flag,
            },
            WebhookKind.AnnotationsDeleted =>
                new AnnotationsDeleted(action, project) { AnnotationIds = surrogate.Numbers },
            WebhookKind.TasksDeleted => new TasksDeleted(action, project) { TaskIds = surrogate.Numbers },
            WebhookKind.ProjectUpdated => new ProjectUpdated(action, project),
            WebhookKind.StartTraining => new StartTraining(action, project),
            _ => new UnknownEvent(action, project),
        });
    }
}
