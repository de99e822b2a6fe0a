using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Encoders;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Benchmarks.Features;

/// <summary>
/// The encoder fed with tensors that were made beforehand, in the threads and batches that extraction uses.
/// </summary>
internal sealed class EncoderAlone(Backbone backbone, ImageDataset dataset, int size, int threads)
{
    public Stint Measure(int images)
    {
        using var encoder = new Encoder(backbone, [size]);
        var batch = encoder.BatchOf(size);
        var tensors = Enumerable.Range(0, threads).Select(thread => Tensor(encoder, batch, thread)).ToArray();
        var left = images;
        Thread[] workers = [.. tensors.Select(tensor => new Thread(() =>
        {
            var features = new float[batch * encoder.Dimension];
            while (Interlocked.Add(ref left, -batch) >= 0)
            {
                encoder.Run(tensor, batch, size, features);
            }
        }))];
        return Stint.Of(images / batch * batch, () =>
        {
            Array.ForEach(workers, w => w.Start());
            Array.ForEach(workers, w => w.Join());
        });
    }

    private float[] Tensor(Encoder encoder, int batch, int thread)
    {
        var decoder = new ImageDecoder();
        var length = PixelTensor.Length(size);
        var tensor = new float[batch * length];
        for (var i = 0; i < batch; i++)
        {
            var item = dataset.Items[(thread * batch + i) % dataset.Items.Count];
            var picture = decoder.DecodeSquares(File.ReadAllBytes(item.FullPath), [size]).Image!;
            encoder.Pixels.Fill(picture, tensor.AsSpan(i * length, length));
        }

        return tensor;
    }
}
