using NoisyLabels.Learning.Features.Caching;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>What the cache knows of an image.</summary>
/// <param name="Sha256">Of its content, in hex.</param>
/// <param name="Keys">One a size: where the cache keeps its features.</param>
/// <param name="Known">One a size; null where the features are not known.</param>
internal sealed record KnownImage(
    string Sha256, IReadOnlyList<byte[]> Keys, IReadOnlyList<CachedFeatures?> Known)
{
    /// <summary>What is known of the file; null where the features of a size are missing.</summary>
    public ImageFacts? Facts =>
        Known.All(k => k is not null) ? new(Sha256, Known[0]!.Width, Known[0]!.Height) : null;
}
