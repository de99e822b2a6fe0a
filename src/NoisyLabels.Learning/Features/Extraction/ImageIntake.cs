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
