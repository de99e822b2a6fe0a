using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>What is to become of one image.</summary>
/// <param name="OriginalLabel">Its class in the source.</param>
/// <param name="Label">Its class in the corrected dataset; null where it is left out.</param>
/// <param name="Reason">Why, for the manifest.</param>
internal sealed record PlannedImage(DatasetItem Item, string OriginalLabel, string? Label, string Reason)
{
    /// <summary>Path in the corrected dataset, forward slashes; null where the image is left out.</summary>
    public string? Target { get; init; }

    /// <summary>What the label comes from; null where no correction fits the image.</summary>
    public Correction? Correction { get; init; }

    public bool IsExcluded => Label is null;

    public bool IsMoved => Label is not null && Label != OriginalLabel;

    public string Action => IsExcluded ? "excluded" : IsMoved ? "moved" : "unchanged";
}
