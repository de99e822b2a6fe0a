using NoisyLabels.LabelStudio.Backend.Webhooks;

namespace NoisyLabels.Contracts.Projects;

/// <summary>An event of Label Studio, as it was read at the door; <c>WebhookSurrogate</c> is its form on the wire.</summary>
[Immutable, Alias("NoisyLabels.WebhookDelivery")]
public sealed record WebhookDelivery(WebhookEvent Event);
