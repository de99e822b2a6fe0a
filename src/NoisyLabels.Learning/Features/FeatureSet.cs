using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Features;

/// <summary>The features of a dataset's images.</summary>
/// <param name="Features">[N, D]; D = sizes · the backbone's dimension.</param>
/// <param name="Items">The N images that could be decoded, in the order of the dataset.</param>
/// <param name="Facts">[N] what is known of their files.</param>
/// <param name="Skipped">
/// Images of the dataset that have no features, in its order; what the dataset had skipped is not among them.
/// </param>
/// <param name="FromCache">How many of the N needed no encoding.</param>
/// <param name="EncoderSeconds">
/// Time in the encoder, as a mean over its threads; 0 where all came from the cache.
/// </param>
public sealed record FeatureSet(
    FloatMatrix Features,
    IReadOnlyList<DatasetItem> Items,
    IReadOnlyList<ImageFacts> Facts,
    IReadOnlyList<SkippedImage> Skipped,
    int FromCache,
    double EncoderSeconds)
{
    /// <summary>The sides in pixels of the squares that were encoded.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>
    /// Sentences about what went wrong without harming the result: a cache that could not be written.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
