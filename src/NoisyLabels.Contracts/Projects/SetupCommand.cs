namespace NoisyLabels.Contracts.Projects;

/// <param name="LabelConfig">The labelling configuration, XML; empty where the project has none.</param>
/// <param name="Hostname">Where Label Studio believes itself to be; good for a name, nothing is sent there.</param>
/// <param name="Title">Null where the sender does not say it.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.SetupCommand")]
public sealed record SetupCommand(string LabelConfig, string? Hostname, string? Title);
