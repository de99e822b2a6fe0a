namespace NoisyLabels.Contracts.Predictions;

/// <param name="Tasks">Tasks as <c>TaskBatch</c> writes them.</param>
/// <param name="LabelConfig">The configuration of the request; null where it carries none.</param>
/// <param name="Deadline">Tasks that are not done by then are left for the background.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.PredictCommand")]
public sealed record PredictCommand(byte[] Tasks, string? LabelConfig, TimeSpan Deadline);
