namespace NoisyLabels.Contracts.Projects;

/// <param name="Name">Name of the control in the configuration.</param>
/// <param name="Classes">In the order of the configuration; empty where each task brings its own.</param>
/// <param name="IsMultiple">Several classes may be chosen.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.ControlStatus")]
public sealed record ControlStatus(string Name, IReadOnlyList<string> Classes, bool IsMultiple);
