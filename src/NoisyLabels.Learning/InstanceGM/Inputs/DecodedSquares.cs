using NoisyLabels.Imaging;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>
/// Reads the images of a dataset as small squares, the middle of each picture at its own proportions.
/// </summary>
internal static class DecodedSquares
{
    private const int Channels = 3;

    /// <exception cref="UserErrorException">An image can no longer be read; the message says which and why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two images.</exception>
    public static ByteImages Read(
        IReadOnlyList<DatasetItem> items, int side, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var decoder = new ImageDecoder();
        var images = new byte[items.Count][];
        var done = 0;
        Each(items.Count, i =>
        {
            images[i] = Planes(Decode(decoder, items[i], side));
            progress?.Report(new("images", Interlocked.Increment(ref done), items.Count, "images"));
        }, cancellation);
        return new(images, new(Channels, side, side));
    }

    /// <summary>[C, H, W] from rows of R, G, B.</summary>
    internal static byte[] Planes(RgbImage image)
    {
        var pixels = image.Width * image.Height;
        var planes = new byte[Channels * pixels];
        for (var p = 0; p < pixels; p++)
        {
            for (var c = 0; c < Channels; c++)
            {
                planes[c * pixels + p] = image.Pixels[p * Channels + c];
            }
        }

        return planes;
    }

    private static RgbImage Decode(ImageDecoder decoder, DatasetItem item, int side)
    {
        try
        {
            var outcome = decoder.DecodeSquares(File.ReadAllBytes(item.FullPath), [side]);
            return outcome.Problem is null ? outcome.Images[0] : throw Unreadable(item, outcome.Problem.Message, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(item, e.Message, e);
        }
    }

    private static UserErrorException Unreadable(DatasetItem item, string why, Exception? inner)
    {
        var message = $"{item.FileName} can no longer be read: {why} Was it changed in the meantime? Start again.";
        return inner is null ? new(message) : new(message, inner);
    }

    private static void Each(int count, Action<int> action, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new() { CancellationToken = cancellation }, action);
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is UserErrorException first)
        {
            throw new UserErrorException(first.Message, e);
        }
    }
}
