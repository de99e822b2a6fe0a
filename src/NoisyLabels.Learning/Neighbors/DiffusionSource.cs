namespace NoisyLabels.Learning.Neighbors;

/// <summary>A value that flows in at each step.</summary>
/// <param name="Row">Where.</param>
/// <param name="Column">0 to <see cref="Diffusion.Width"/> − 1.</param>
/// <param name="Value">How much.</param>
internal readonly record struct DiffusionSource(int Row, int Column, float Value);
