using System.Collections.Concurrent;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Caching;
using NoisyLabels.Learning.Features.Encoders;
using NoisyLabels.Learning.Features.Extraction;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Learning.Features;

/// <summary>
/// Makes the features of a dataset's images: once for each content, backbone and size, then from the cache.
/// </summary>
/// <remarks>
/// Threads that read and decode fill a short queue that threads with the encoder empty; memory grows by the features
/// alone. The result does not depend on the number of threads, on the cache or on the order of the files, to the bit.
/// </remarks>
/// <param name="limits">Which files are decoded.</param>
/// <param name="time">Measures the time in the encoder.</param>
public sealed class FeatureExtractor(DecodeOptions? limits = null, TimeProvider? time = null)
{
    private readonly ImageDecoder _decoder = new(limits);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <param name="progress">Told of each image, from several threads but never from two at once.</param>
    /// <exception cref="UserErrorException">The backbone cannot be used, or not with these sizes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was encoded until then is in the cache.</exception>
    public FeatureSet Extract(
        ImageDataset dataset,
        Backbone backbone,
        FeatureOptions options,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads);
        var sizes = options.Sizes is []
            ? ImageSizeChoice.For(SizeSurvey.Of(dataset, _decoder.Options, cancellation), backbone)
            : ImageSizeChoice.Checked(options.Sizes, backbone);

        using var cache = new FeatureCache(options.CachePath, _time);
        var features = Extract(dataset, backbone, sizes, options.Threads, cache, progress, cancellation);
        cache.Flush();
        return features with { Sizes = sizes, Warnings = cache.Warnings };
    }

    private FeatureSet Extract(
        ImageDataset dataset,
        Backbone backbone,
        IReadOnlyList<int> sizes,
        int threads,
        FeatureCache cache,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        FeatureKey[] keys = [.. sizes.Select(size => new FeatureKey(backbone, size))];
        var result = new ExtractionResult(dataset, backbone.Dimension, sizes.Count, progress);
        using var queue = new BlockingCollection<DecodedImage>(boundedCapacity: 4 * Encoder.UsualBatch * threads);
        using var encoder = new LazyEncoder(backbone, sizes);
        var intake = new ImageIntake(backbone.Dimension, sizes, keys, cache, _decoder);
        var decoding = new DecodingStage(dataset, intake, result, queue);
        var encoding = new EncodingStage(encoder, [.. sizes], cache, result, queue, _time);

        using var workers = new WorkerThreads(cancellation);
        var decoders = threads;
        workers.Start("decode", threads, () =>
        {
            decoding.Run(workers.Stopping);
            if (Interlocked.Decrement(ref decoders) == 0)
            {
                queue.CompleteAdding();
            }
        });
        workers.Start("encode", threads, () => encoding.Run(workers.Stopping));
        workers.Join();
        return result.ToFeatureSet(encoding.Seconds / threads);
    }
}
