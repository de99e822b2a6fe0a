using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.LabelStudio.Api.Calls;

/// <summary>An annotation to be stored.</summary>
/// <param name="Result">What was chosen.</param>
public sealed record NewAnnotation(IReadOnlyList<PredictionRegion> Result)
{
    /// <summary>
    /// Always said: Label Studio marks imported annotations as ground truth when the import does not say otherwise.
    /// </summary>
    public bool GroundTruth { get; init; }

    /// <summary>Number of a user of the organization; null for the key's user.</summary>
    public long? CompletedBy { get; init; }
}
