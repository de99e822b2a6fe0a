using NoisyLabels.Imaging;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Features.Caching;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>Looks images up by their content, and decodes what must be encoded. Safe for many threads.</summary>
internal sealed class ImageIntake(
    int dimension, IReadOnlyList<int> sizes, IReadOnlyList<FeatureKey> keys, FeatureCache cache, ImageDecoder decoder)
{
    public long MaxFileBytes => decoder.Options.MaxFileBytes;

    public KnownImage LookUp(byte[] sha256)
    {
        byte[][] contentKeys = [.. keys.Select(key => key.For(sha256))];
        return new(
            Convert.ToHexStringLower(sha256), contentKeys, [.. contentKeys.Select(key => cache.Find(key, dimension))]);
    }

    /// <summary>Decodes an image for the sizes that are not known; exactly one of the two results is there.</summary>
    /// <param name="index">Its place among those that are decoded.</param>
    public (DecodedImage? Image, string? Problem) Decode(int index, byte[] content, KnownImage known)
    {
        int[] missing = [.. Enumerable.Range(0, sizes.Count).Where(s => known.Known[s] is null)];
        var outcome = decoder.DecodeSquares(content, [.. missing.Select(s => sizes[s])]);
        if (outcome.Problem is { } problem)
        {
            return (null, problem.Message);
        }

        var pictures = new RgbImage?[sizes.Count];
        foreach (var (s, picture) in missing.Zip(outcome.Images))
        {
            pictures[s] = picture;
        }

        var facts = new ImageFacts(known.Sha256, outcome.Width, outcome.Height);
        return (new DecodedImage(index, facts, known.Keys, pictures), null);
    }
}

/// <summary>What the cache knows of an image.</summary>
/// <param name="Sha256">SHA-256 of its content, in hex.</param>
/// <param name="Keys">One a size: where the cache keeps its features.</param>
/// <param name="Known">One a size; null where the features are not known.</param>
internal sealed record KnownImage(
    string Sha256, IReadOnlyList<byte[]> Keys, IReadOnlyList<CachedFeatures?> Known)
{
    /// <summary>What is known of the file; null where the features of a size are missing.</summary>
    public ImageFacts? Facts =>
        Known.All(k => k is not null) ? new(Sha256, Known[0]!.Width, Known[0]!.Height) : null;
}

/// <summary>An image on its way from a decoder to an encoder.</summary>
/// <param name="Index">Its place in the dataset.</param>
/// <param name="Facts">What is known of its file.</param>
/// <param name="Keys">One a size: where the cache keeps its features.</param>
/// <param name="Pictures">One a size; null where the features of that size are known already.</param>
internal sealed record DecodedImage(
    int Index, ImageFacts Facts, IReadOnlyList<byte[]> Keys, IReadOnlyList<RgbImage?> Pictures);
