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
