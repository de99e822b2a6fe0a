namespace NoisyLabels.Contracts.Projects;

/// <param name="LabelConfig">The labelling configuration, XML.</param>
/// <param name="IsConnected">Label Studio has not said that it has deleted this backend.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ProjectConfig")]
public sealed record ProjectConfig(string LabelConfig, ProjectSettings Settings, bool IsConnected = true);
