namespace NoisyLabels.Contracts.Projects;

/// <param name="ModelVersion">Never empty: before the first training it is the version of "no model yet".</param>
/// <param name="Remarks">Sentences: what of the configuration cannot be served.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.SetupReply")]
public sealed record SetupReply(string ModelVersion, IReadOnlyList<string> Remarks);
