using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.InstanceGM;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

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
