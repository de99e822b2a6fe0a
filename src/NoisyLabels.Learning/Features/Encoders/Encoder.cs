using NoisyLabels.Imaging;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Learning.Features.Encoders;

/// <summary>
/// A backbone ready to turn pixels into features. One for all threads; each thread has a worker of its own.
/// </summary>
/// <remarks>
/// Several threads that each run small batches on one core are faster than one that runs on all cores (ResNet-18 at
/// 128 px, two cores: 156 images/s in batches of 8). An image's features must not depend on the other images of its
/// batch, or the cache would not give what a fresh run gives: that is tried out, with single images as the way out.
/// </remarks>
internal sealed class Encoder : IDisposable
{
    public const int UsualBatch = 8;

    private readonly BackboneSession _session;
    private readonly Dictionary<int, int> _batches;

    /// <param name="sizes">The sides in pixels that will be asked for.</param>
    /// <exception cref="UserErrorException">The backbone cannot be loaded, or does not take such sizes.</exception>
    public Encoder(Backbone backbone, IReadOnlyList<int> sizes)
    {
        Pixels = new PixelTensor(backbone.Input);
        Dimension = backbone.Dimension;
        _session = BackboneSession.Open(backbone);
        try
        {
            foreach (var size in sizes)
            {
                _session.Check(backbone, size);
            }

            _batches = sizes.Distinct().ToDictionary(size => size, ChooseBatch);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>How pixels become the backbone's input.</summary>
    public PixelTensor Pixels { get; }

    /// <summary>Numbers an image.</summary>
    public int Dimension { get; }

    /// <summary>True where the file takes only exactly so many images at once.</summary>
    public bool HasFixedBatch => _session.DeclaredBatch is not null;

    /// <summary>Most images in one call of the backbone.</summary>
    public int BatchOf(int size) => _batches[size];

    public EncoderWorker CreateWorker() => new(this);

    /// <summary>Runs images that lie in <paramref name="tensor"/> one after the other.</summary>
    /// <param name="features">Takes images · <see cref="Dimension"/> numbers.</param>
    public void Run(float[] tensor, int images, int size, Span<float> features)
    {
        var at = 0;
        foreach (var values in _session.Run(tensor, images, size))
        {
            var width = values.Length / images;
            for (var i = 0; i < images; i++)
            {
                values.AsSpan(i * width, width).CopyTo(features[(i * Dimension + at)..]);
            }

            at += width;
        }
    }

    public void Dispose() => _session.Dispose();

    private int ChooseBatch(int size)
    {
        if (_session.DeclaredBatch is { } only)
        {
            return only;
        }

        var images = TestImages(size);
        var together = new float[UsualBatch * Dimension];
        Run(images, UsualBatch, size, together);
        var alone = new float[Dimension];
        var length = images.Length / UsualBatch;
        foreach (var i in new[] { 0, UsualBatch - 1 })
        {
            Run(images[(i * length)..((i + 1) * length)], 1, size, alone);
            if (!alone.AsSpan().SequenceEqual(together.AsSpan(i * Dimension, Dimension)))
            {
                return 1;
            }
        }

        return UsualBatch;
    }

    /// <summary>Images without any order in them, the same at each call.</summary>
    private float[] TestImages(int size)
    {
        var tensor = new float[UsualBatch * PixelTensor.Length(size)];
        var image = new RgbImage(size, size, new byte[3 * size * size]);
        for (var i = 0; i < UsualBatch; i++)
        {
            for (var p = 0; p < image.Pixels.Length; p++)
            {
                // Knuth's multiplicative hash.
                image.Pixels[p] = (byte)((uint)(p * UsualBatch + i) * 2_654_435_761 >> 24);
            }

            Pixels.Fill(image, tensor.AsSpan(i * PixelTensor.Length(size), PixelTensor.Length(size)));
        }

        return tensor;
    }
}

/// <summary>One thread's way to the encoder; keeps its input buffer.</summary>
internal sealed class EncoderWorker(Encoder encoder)
{
    private float[] _tensor = [];

    /// <summary>
    /// Encodes images of <paramref name="size"/> × <paramref name="size"/> pixels; returns one vector an image.
    /// </summary>
    public float[][] Encode(IReadOnlyList<RgbImage> images, int size)
    {
        var vectors = new float[images.Count][];
        var batch = encoder.BatchOf(size);
        for (var from = 0; from < images.Count; from += batch)
        {
            var count = Math.Min(batch, images.Count - from);
            var features = EncodeBatch(images, from, count, batch, size);
            for (var i = 0; i < count; i++)
            {
                vectors[from + i] = features.AsSpan(i * encoder.Dimension, encoder.Dimension).ToArray();
            }
        }

        return vectors;
    }

    private float[] EncodeBatch(IReadOnlyList<RgbImage> images, int from, int count, int batch, int size)
    {
        var length = PixelTensor.Length(size);
        if (_tensor.Length < batch * length)
        {
            _tensor = new float[batch * length];
        }

        for (var i = 0; i < count; i++)
        {
            encoder.Pixels.Fill(images[from + i], _tensor.AsSpan(i * length, length));
        }

        // A graph with a fixed number of images gets that many; what the rest holds does not matter.
        var run = encoder.HasFixedBatch ? batch : count;
        var features = new float[run * encoder.Dimension];
        encoder.Run(_tensor, run, size, features);
        return features;
    }
}

/// <summary>An encoder that is loaded when it is first needed: not at all where the cache has everything.</summary>
internal sealed class LazyEncoder(Backbone backbone, IReadOnlyList<int> sizes) : IDisposable
{
    private readonly Lazy<Encoder> _encoder = new(() => new Encoder(backbone, sizes));

    public Encoder Value => _encoder.Value;

    public void Dispose()
    {
        if (_encoder.IsValueCreated)
        {
            Value.Dispose();
        }
    }
}
