namespace NoisyLabels.Contracts.Projects;

/// <summary>A body of /webhook as Label Studio sent it.</summary>
/// <param name="Body">JSON, UTF-8.</param>
/// <param name="UserAgent">Tells the button Start Training from saved settings in old versions.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.WebhookDelivery")]
public sealed record WebhookDelivery(byte[] Body, string? UserAgent);
