namespace NoisyLabels.LabelStudio.Backend;

/// <summary>What <c>GET /health</c> and <c>GET /</c> answer; Label Studio looks only at the status code.</summary>
/// <param name="Status">The server is up while it can answer.</param>
/// <param name="ModelClass">The official backend gives a class here, and its tests look for the key.</param>
public sealed record HealthResponse(string Status = "UP", string ModelClass = "NoisyLabels");
