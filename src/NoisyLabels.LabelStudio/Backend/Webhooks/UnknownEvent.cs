using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>An action that means nothing here; it is acknowledged.</summary>
public sealed record UnknownEvent(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project);
