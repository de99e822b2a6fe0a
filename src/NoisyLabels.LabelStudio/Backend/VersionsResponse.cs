namespace NoisyLabels.LabelStudio.Backend;

/// <param name="Versions">Newest first.</param>
public sealed record VersionsResponse(IReadOnlyList<string> Versions);
