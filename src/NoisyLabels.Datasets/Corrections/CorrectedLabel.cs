using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Corrections;

/// <summary>An image with the label that it has after its correction.</summary>
/// <param name="GivenLabel">The dataset's own.</param>
/// <param name="Label">Equal to <paramref name="GivenLabel"/> where nothing was corrected.</param>
/// <param name="Correction">Where the label comes from; null where no correction fits the image.</param>
public sealed record CorrectedLabel(DatasetItem Item, string GivenLabel, string Label, Correction? Correction);
