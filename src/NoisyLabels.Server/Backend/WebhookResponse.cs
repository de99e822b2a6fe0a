namespace NoisyLabels.Server.Backend;

/// <param name="Status">For people; Label Studio reads none of it.</param>
/// <param name="Job">Name of the training that follows; null when none does.</param>
internal sealed record WebhookResponse(string Status, string? Job);
