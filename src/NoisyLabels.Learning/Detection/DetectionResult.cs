using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>What a method found out about N images with given labels among K classes.</summary>
public sealed record DetectionResult
{
    /// <summary>Name of the method, as <c>--method</c> takes it.</summary>
    public required string Method { get; init; }

    /// <summary>[N, K] class probabilities, each row from models that did not see that image's given label.</summary>
    public required FloatMatrix PredProbs { get; init; }

    /// <summary>[N] probability that the given label is right, 0 to 1; high is good.</summary>
    public required double[] LabelQuality { get; init; }

    /// <summary>[N] true where the given label is reported as wrong.</summary>
    public required bool[] IsLabelIssue { get; init; }

    /// <summary>[N] most probable class.</summary>
    public required int[] PredictedLabel { get; init; }

    /// <summary>[N] most probable class other than the given one; -1 where there is none (one class).</summary>
    public required int[] SuggestedLabel { get; init; }

    /// <summary>[N] probability that <see cref="SuggestedLabel"/> is right, 0 to 1.</summary>
    public required double[] SuggestedLabelConfidence { get; init; }

    /// <summary>[K, K] P(given = column | true = row); each row sums to 1.</summary>
    public required double[,] NoiseTransition { get; init; }

    /// <summary>
    /// Settings and estimates worth keeping with the run, by name: chosen regularisation, rounds, noise rate.
    /// </summary>
    public required IReadOnlyDictionary<string, object> Facts { get; init; }

    /// <summary>Where it was computed: cpu or cuda.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>
    /// Sentences that the reader of the result must see: why nothing was flagged, which classes are too small.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
