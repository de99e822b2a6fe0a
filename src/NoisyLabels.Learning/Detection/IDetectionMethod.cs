using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>A way to find wrong labels.</summary>
public interface IDetectionMethod
{
    /// <summary>As <c>--method</c> takes it.</summary>
    string Name { get; }

    /// <summary>One line for a person.</summary>
    string Description { get; }

    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    DetectionResult Detect(DetectionInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation);
}

/// <summary>What a method works on: N images with features and given labels among K classes.</summary>
/// <param name="Features">[N, D], finite numbers.</param>
/// <param name="FinalColumns">
/// The columns of the backbone's last output, one range a size; the other columns come from inside it.
/// </param>
/// <param name="Given">[N] given labels, 0 to K − 1.</param>
/// <param name="Classes">K, at least 2.</param>
/// <param name="Graph">Nearest neighbours by the final columns, standardised.</param>
/// <param name="Seed">Draws folds and samples: the same seed gives the same numbers.</param>
public sealed record DetectionInput(
    FloatMatrix Features,
    IReadOnlyList<ColumnRange> FinalColumns,
    int[] Given,
    int Classes,
    NeighborGraph Graph,
    int Seed)
{
    /// <summary>[N] the images themselves, for methods that look at them; none where there are only features.</summary>
    public IReadOnlyList<DatasetItem> Items { get; init; } = [];

    /// <summary>
    /// Folder in which a long training keeps where it stands, so that the same training goes on from there; null: nowhere.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Settings of the methods that train InstanceGM; null for the preset light. The seed is that above.</summary>
    public InstanceGmOptions? InstanceGm { get; init; }

    internal IReadOnlyList<ColumnRange> AllColumns => [new(0, Features.Columns)];

    /// <summary>
    /// What lies between the final columns: the backbone's inner stages; none for a backbone without.
    /// </summary>
    internal IReadOnlyList<ColumnRange> InnerColumns =>
    [
        .. FinalColumns.Select((final, size) => (Start: size == 0 ? 0 : FinalColumns[size - 1].End, End: final.Start))
            .Where(gap => gap.End > gap.Start)
            .Select(gap => new ColumnRange(gap.Start, gap.End - gap.Start)),
    ];
}

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
