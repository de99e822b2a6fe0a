using NoisyLabels.Learning.Features.Caching;
using NoisyLabels.Learning.Features.Encoders;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>Encodes some decoded images at all sizes that are missing, and puts what it gets into the cache.</summary>
internal static class BatchEncoder
{
    public const string NotFinite = "The backbone gives numbers for it that are not finite.";

    /// <param name="store">Takes the features of an image and a size.</param>
    /// <param name="time">Measures the time in the encoder alone.</param>
    /// <returns>The images that have numbers that are not finite, and the ticks in the encoder.</returns>
    public static (HashSet<DecodedImage> Failed, long Ticks) Encode(
        IReadOnlyList<DecodedImage> batch,
        int[] sizes,
        EncoderWorker worker,
        FeatureCache cache,
        TimeProvider time,
        Action<DecodedImage, int, float[]> store)
    {
        HashSet<DecodedImage> failed = [];
        var ticks = 0L;
        for (var s = 0; s < sizes.Length; s++)
        {
            DecodedImage[] images = [.. batch.Where(image => image.Pictures[s] is not null)];
            var start = time.GetTimestamp();
            var vectors = worker.Encode([.. images.Select(image => image.Pictures[s]!)], sizes[s]);
            ticks += time.GetTimestamp() - start;
            foreach (var (image, vector) in images.Zip(vectors))
            {
                if (!Array.TrueForAll(vector, float.IsFinite))
                {
                    failed.Add(image);
                    continue;
                }

                store(image, s, vector);
                cache.Add(image.Keys[s], new CachedFeatures(image.Facts.Width, image.Facts.Height, vector));
            }
        }

        return (failed, ticks);
    }
}
