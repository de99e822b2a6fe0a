namespace NoisyLabels.Datasets.Evaluation;

/// <summary>One figure of an evaluation with its bootstrap interval.</summary>
/// <param name="Name">What it is, in snake case: <c>average_precision</c>.</param>
/// <param name="Value">The figure on the images as they are; null where it is not defined.</param>
/// <param name="Low">Lower end of the interval; null where <paramref name="Value"/> is, or without resamples.</param>
/// <param name="High">Upper end of the interval; null where <paramref name="Low"/> is.</param>
/// <param name="Reason">Why the figure is not defined, as a sentence; null where it is.</param>
public sealed record Metric(string Name, double? Value, double? Low, double? High, string? Reason = null);
