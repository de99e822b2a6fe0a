using System.Text.Json;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Backend.Webhooks;

/// <summary>Annotations were deleted. Label Studio does not say of which tasks.</summary>
public sealed record AnnotationsDeleted(string Action, ProjectRecord? Project) : WebhookEvent(Action, Project)
{
    /// <summary>Numbers of the annotations; empty when the webhook sends no payload.</summary>
    public IReadOnlyList<long> AnnotationIds { get; init; } = [];

    internal static AnnotationsDeleted Of(string action, ProjectRecord? project, JsonElement body) =>
        new(action, project) { AnnotationIds = Numbers(body, "annotation") };
}
