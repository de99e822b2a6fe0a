using System.Collections.Immutable;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Predictions;

/// <param name="LabelConfig">The configuration of the request; null where it carries none.</param>
/// <param name="Deadline">Tasks that are not done by then are left for the background.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.PredictCommand")]
public sealed record PredictCommand(ImmutableArray<TaskRecord> Tasks, string? LabelConfig, TimeSpan Deadline);
