using System.Collections.Concurrent;
using NoisyLabels.Learning.Features.Caching;
using NoisyLabels.Learning.Features.Encoders;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>Takes decoded images from the queue in batches and encodes them. Runs on several threads at once.</summary>
internal sealed class EncodingStage(
    LazyEncoder encoder,
    int[] sizes,
    FeatureCache cache,
    ExtractionResult result,
    BlockingCollection<DecodedImage> queue,
    TimeProvider time)
{
    private long _ticks;

    /// <summary>Time in the encoder, the sum over all threads.</summary>
    public double Seconds => (double)Interlocked.Read(ref _ticks) / time.TimestampFrequency;

    /// <summary>
    /// Encodes until the queue is complete and empty. The encoder is loaded for the first image that needs it.
    /// </summary>
    public void Run(CancellationToken stopping)
    {
        EncoderWorker? worker = null;
        List<DecodedImage> batch = [];
        while (Take(batch, stopping))
        {
            worker ??= encoder.Value.CreateWorker();
            Encode(batch, worker);
        }
    }

    /// <summary>Waits for a whole batch, as far as there are images left.</summary>
    private bool Take(List<DecodedImage> batch, CancellationToken stopping)
    {
        batch.Clear();
        while (batch.Count < Encoder.UsualBatch && queue.TryTake(out var image, Timeout.Infinite, stopping))
        {
            batch.Add(image);
        }

        return batch.Count > 0;
    }

    private void Encode(List<DecodedImage> batch, EncoderWorker worker)
    {
        var (failed, ticks) = BatchEncoder.Encode(
            batch, sizes, worker, cache, time, (image, size, vector) => result.Store(image.Index, size, vector));
        Interlocked.Add(ref _ticks, ticks);
        foreach (var image in batch)
        {
            if (failed.Contains(image))
            {
                result.Skip(image.Index, BatchEncoder.NotFinite);
            }
            else
            {
                result.Finish(image.Index, image.Facts, fromCache: false);
            }
        }
    }
}

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
