using System.Text.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>Tasks were deleted, and their annotations with them.</summary>
public sealed record TasksDeleted(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    /// <summary>Numbers of the tasks; empty when the webhook sends no payload.</summary>
    public IReadOnlyList<long> TaskIds { get; init; } = [];

    internal static TasksDeleted Of(string action, ProjectRecord? project, JsonElement body) =>
        new(action, project) { TaskIds = Numbers(body, "task") };
}
