using System.Collections.Immutable;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Projects;

/// <summary>Some tasks of a request, with their annotations.</summary>
/// <param name="LabelConfig">The configuration of the request; null where it carries none.</param>
/// <param name="AnnotationsAreComplete">
/// The tasks carry all their annotations (/predict, /train), so that one that is missing was deleted.
/// </param>
/// <param name="ReceivedAt">When the request came in, by our clock; null for now.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TaskDelivery")]
public sealed record TaskDelivery(
    ImmutableArray<TaskRecord> Tasks,
    string? LabelConfig,
    bool AnnotationsAreComplete,
    DateTimeOffset? ReceivedAt = null);
