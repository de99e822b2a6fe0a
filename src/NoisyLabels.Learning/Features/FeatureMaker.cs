using System.Collections.Concurrent;
using System.Security.Cryptography;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Caching;
using NoisyLabels.Learning.Features.Encoders;
using NoisyLabels.Learning.Features.Extraction;

namespace NoisyLabels.Learning.Features;

/// <summary>
/// Makes the features of images that are at hand as bytes: the same numbers to the bit, from and into the same cache,
/// as <see cref="FeatureExtractor"/>. The backbone is loaded when it is first needed and stays. Safe for many threads.
/// </summary>
public sealed class FeatureMaker : IDisposable
{
    private readonly TimeProvider _time;
    private readonly FeatureCache _cache;
    private readonly ImageIntake _intake;
    private readonly LazyEncoder _encoder;
    private readonly int[] _sizes;
    private readonly int _threads;
    private readonly ConcurrentBag<EncoderWorker> _workers = [];

    /// <param name="options">At least one size must be named: <see cref="SizesFor"/> chooses.</param>
    /// <param name="limits">Which files are decoded.</param>
    /// <exception cref="UserErrorException">The backbone does not take these sizes.</exception>
    public FeatureMaker(
        Backbone backbone, FeatureOptions options, DecodeOptions? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads);
        if (options.Sizes is [])
        {
            throw new ArgumentException("At least one size must be named.", nameof(options));
        }

        (Backbone, _threads, _time) = (backbone, options.Threads, time ?? TimeProvider.System);
        _sizes = [.. ImageSizeChoice.Check(options.Sizes, backbone)];
        FeatureKey[] keys = [.. _sizes.Select(size => new FeatureKey(backbone, size))];
        _cache = new FeatureCache(options.CachePath, _time);
        _intake = new(backbone.Dimension, _sizes, keys, _cache, new ImageDecoder(limits));
        _encoder = new(backbone, _sizes);
    }

    public Backbone Backbone { get; }

    /// <summary>Sides in pixels of the squares that are encoded, in the order of the features.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>D, features of an image.</summary>
    public int Columns => _sizes.Length * Backbone.Dimension;

    /// <summary>Sentences about what went wrong without harm: a cache that cannot be written.</summary>
    public IReadOnlyList<string> Warnings => _cache.Warnings;

    /// <summary>Chooses the sizes to encode at from the images' own sizes; samples that are no images are left out.</summary>
    /// <param name="samples">Contents of some images; a hundred are plenty.</param>
    public static IReadOnlyList<int> SizesFor(
        IEnumerable<byte[]> samples, Backbone backbone, DecodeOptions? limits = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var survey = new SizeSurvey(limits ?? new());
        return ImageSizeChoice.For([.. samples.Select(survey.SizeOf).OfType<(int, int)>()], backbone);
    }

    /// <summary>Loads the backbone now, so that the first image does not wait for it.</summary>
    /// <exception cref="UserErrorException">It cannot be loaded.</exception>
    public void Load() => _workers.Add(_encoder.Value.CreateWorker());

    /// <summary>What the cache has under the hash of a file's bytes; null where it lacks any of the sizes.</summary>
    /// <param name="sha256">64 hex digits.</param>
    /// <exception cref="FormatException">It is no SHA-256 in hex.</exception>
    public ImageFeatures? Find(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var hash = Convert.FromHexString(sha256);
        if (hash.Length != SHA256.HashSizeInBytes)
        {
            throw new FormatException($"A SHA-256 has {2 * SHA256.HashSizeInBytes} hex digits, not {sha256.Length}.");
        }

        return ToFeatures(_intake.LookUp(hash));
    }

    /// <summary>The features of one image, on the calling thread.</summary>
    /// <exception cref="UserErrorException">The backbone cannot be loaded.</exception>
    public ImageFeatures Make(ImageContent image, CancellationToken cancellation = default) =>
        Make([image], progress: null, cancellation)[0];

    /// <summary>The features of several images, in their order, on as many threads as the options say.</summary>
    /// <param name="progress">Told of each image, from several threads but never from two at once.</param>
    /// <exception cref="UserErrorException">The backbone cannot be loaded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was encoded until then is in the cache.</exception>
    public IReadOnlyList<ImageFeatures> Make(
        IReadOnlyList<ImageContent> images,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var result = new ImageFeatures[images.Count];
        var (gate, done) = (new Lock(), 0L);
        try
        {
            Each(Enumerable.Range(0, images.Count).Chunk(Encoder.UsualBatch), batch =>
            {
                MakeBatch(images, batch, result);
                lock (gate)
                {
                    done += batch.Length;
                    progress?.Report(new("features", done, images.Count, "images"));
                }
            }, cancellation);
        }
        finally
        {
            _cache.Flush();
        }

        return result;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _cache.Dispose();
    }

    /// <summary>An exception of a thread comes out as it is.</summary>
    private void Each(IEnumerable<int[]> batches, Action<int[]> work, CancellationToken cancellation)
    {
        try
        {
            Parallel.ForEach(
                batches, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation }, work);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<UserErrorException>().FirstOrDefault() is { } known)
        {
            throw new UserErrorException(known.Message, e);
        }
    }

    private void MakeBatch(IReadOnlyList<ImageContent> images, int[] batch, ImageFeatures[] result)
    {
        List<DecodedImage> missing = [];
        var vectors = new Dictionary<int, float[]>();
        foreach (var index in batch)
        {
            var content = images[index].Bytes;
            var known = _intake.LookUp(SHA256.HashData(content));
            if (ToFeatures(known) is { } found)
            {
                result[index] = found;
                continue;
            }

            var (decoded, problem) = Decode(index, content, known);
            result[index] = new(known.Sha256, decoded?.Facts, null, problem);
            if (decoded is not null)
            {
                missing.Add(decoded);
                vectors[index] = Join(known);
            }
        }

        if (missing.Count > 0)
        {
            Encode(missing, vectors, result);
        }
    }

    private (DecodedImage? Image, string? Problem) Decode(int index, byte[] content, KnownImage known) =>
        content.LongLength switch
        {
            0 => (null, "It is empty (0 bytes)."),
            var length when length > _intake.MaxFileBytes =>
                (null, $"It has {length >> 20} MiB; the most that is read is {_intake.MaxFileBytes >> 20} MiB."),
            _ => _intake.Decode(index, content, known),
        };

    private void Encode(List<DecodedImage> missing, Dictionary<int, float[]> vectors, ImageFeatures[] result)
    {
        if (!_workers.TryTake(out var worker))
        {
            worker = _encoder.Value.CreateWorker();
        }

        var (failed, _) = BatchEncoder.Encode(missing, _sizes, worker, _cache, _time, (image, size, vector) =>
            vector.CopyTo(vectors[image.Index].AsSpan(size * Backbone.Dimension)));
        _workers.Add(worker);
        foreach (var image in missing)
        {
            result[image.Index] = failed.Contains(image)
                ? new(image.Facts.Sha256, null, null, BatchEncoder.NotFinite)
                : result[image.Index] with { Vector = vectors[image.Index] };
        }
    }

    private ImageFeatures? ToFeatures(KnownImage known) =>
        known.Facts is { } facts ? new(known.Sha256, facts, Join(known), null) : null;

    /// <summary>[D] what is known, and zeros elsewhere.</summary>
    private float[] Join(KnownImage known)
    {
        var vector = new float[Columns];
        for (var s = 0; s < known.Known.Count; s++)
        {
            known.Known[s]?.Vector.CopyTo(vector, s * Backbone.Dimension);
        }

        return vector;
    }
}
