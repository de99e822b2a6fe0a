namespace NoisyLabels.Contracts.Projects;

/// <param name="LabelConfig">The labelling configuration, XML.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectConfig")]
public sealed record ProjectConfig(string LabelConfig, ProjectSettings Settings);
