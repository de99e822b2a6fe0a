using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>
/// Somebody pressed Start Training, or the project is set to train on submit; then it arrives inside the annotator's
/// submit, before the event of the annotation. It carries no annotations: they are to be fetched by an export.
/// </summary>
public sealed record StartTraining(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project);
