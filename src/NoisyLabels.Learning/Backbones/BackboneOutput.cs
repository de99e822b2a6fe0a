namespace NoisyLabels.Learning.Backbones;

/// <summary>An output of a backbone's graph that serves as features.</summary>
/// <param name="Name">
/// Name of the graph's output; its shape is [n, dimension], or that with further axes of length 1.
/// </param>
/// <param name="Dimension">Numbers an image, at least 1.</param>
public sealed record BackboneOutput(string Name, int Dimension);
