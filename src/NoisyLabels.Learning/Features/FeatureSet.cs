using NoisyLabels.Learning.Datasets;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Features;

/// <summary>The features of those images of a dataset that could be decoded.</summary>
/// <param name="Features">[N, D], row i belongs to item i.</param>
/// <param name="Items">The N images, in the order of the dataset.</param>
/// <param name="Facts">[N] hash and size.</param>
/// <param name="Skipped">Images that could not be decoded.</param>
/// <param name="FromCache">How many of the N were not computed anew.</param>
/// <param name="EncoderSeconds">Time that the encoder itself took.</param>
public sealed record FeatureSet(
    FloatMatrix Features,
    IReadOnlyList<DatasetItem> Items,
    IReadOnlyList<ImageFacts> Facts,
    IReadOnlyList<SkippedImage> Skipped,
    int FromCache,
    double EncoderSeconds);
