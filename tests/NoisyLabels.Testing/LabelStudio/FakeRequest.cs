namespace NoisyLabels.Testing.LabelStudio;

/// <param name="Method">GET and the like.</param>
/// <param name="Path">With its query.</param>
/// <param name="Authorization">The header; empty for none.</param>
/// <param name="Body">As text.</param>
public sealed record FakeRequest(string Method, string Path, string Authorization, string Body);
