using NoisyLabels.Imaging;

namespace NoisyLabels.Learning.Features.Encoders;

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
