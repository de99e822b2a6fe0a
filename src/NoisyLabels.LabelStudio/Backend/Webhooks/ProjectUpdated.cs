using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>Settings were saved, the labelling configuration among them; no reason to train.</summary>
public sealed record ProjectUpdated(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project);
