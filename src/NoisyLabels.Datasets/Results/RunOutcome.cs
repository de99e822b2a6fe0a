using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Results;

/// <summary>Everything that one run knows. Row i of every array belongs to item i of <see cref="Features"/>.</summary>
/// <param name="Dataset">What was found on disk.</param>
/// <param name="Features">
/// The N images that could be decoded, in ordinal order of their names, and their features.
/// </param>
/// <param name="Detection">What the method found out about these N images.</param>
/// <param name="Info">How the run was made.</param>
public sealed record RunOutcome(ImageDataset Dataset, FeatureSet Features, DetectionResult Detection, RunInfo Info)
{
    /// <summary>Outliers and near duplicates; null where nobody looked for them.</summary>
    public NeighborFindings? Neighbors { get; init; }
}
