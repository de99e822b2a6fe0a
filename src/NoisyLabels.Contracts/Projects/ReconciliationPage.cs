using System.Collections.Immutable;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Contracts.Projects;

/// <summary>One page of an export, or its end.</summary>
/// <param name="ExportBegan">When the export was asked for, by our clock: what arrived later is newer than it.</param>
/// <param name="Tasks">Tasks with all their annotations; empty on the last page.</param>
/// <param name="IsLast">
/// The whole export has been delivered: tasks and annotations that none of its pages held, and that no message has
/// named since it began, are gone.
/// </param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ReconciliationPage")]
public sealed record ReconciliationPage(DateTimeOffset ExportBegan, ImmutableArray<TaskRecord> Tasks, bool IsLast);
