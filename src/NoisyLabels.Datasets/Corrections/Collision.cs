namespace NoisyLabels.Datasets.Corrections;

/// <summary>An image that could not keep its name.</summary>
/// <param name="Source">Path in the source.</param>
/// <param name="Target">Path in the corrected dataset.</param>
public sealed record Collision(string Source, string Target);
