using NoisyLabels.Contracts.Projects;

namespace NoisyLabels.Contracts.Training;

/// <summary>The right to make one attempt at a run.</summary>
/// <param name="Fence">Number of the attempt within the project; results of an older one are refused.</param>
/// <param name="LabelConfig">The labelling configuration at the time of the request.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingTicket")]
public sealed record TrainingTicket(
    ProjectKey Project, Guid Run, long Fence, string LabelConfig, ProjectSettings Settings);
