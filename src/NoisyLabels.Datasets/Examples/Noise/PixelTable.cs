using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Datasets.Examples.Noise;

/// <summary>
/// The pictures of a data set at 32 x 32 pixels. Pixels are 0 to 1, minus the mean of their channel over all pictures,
/// divided by its standard deviation.
/// </summary>
internal sealed class PixelTable
{
    private const int Side = 32;

    private readonly byte[]?[] _pixels;
    private readonly double[] _means = new double[3];
    private readonly double[] _deviations = new double[3];

    private PixelTable(byte[]?[] pixels)
    {
        _pixels = pixels;
        Span<long> sums = stackalloc long[3];
        Span<long> squares = stackalloc long[3];
        foreach (var picture in pixels.OfType<byte[]>())
        {
            for (var i = 0; i < Width; i++)
            {
                sums[i % 3] += picture[i];
                squares[i % 3] += picture[i] * picture[i];
            }
        }

        var count = Math.Max(1, pixels.Count(picture => picture is not null)) * (double)(Side * Side);
        for (var channel = 0; channel < 3; channel++)
        {
            _means[channel] = sums[channel] / count;
            // Of pictures that are all of one shade there is nothing to divide by.
            _deviations[channel] = Math.Max(
                Math.Sqrt((squares[channel] / count) - (_means[channel] * _means[channel])), 1);
        }
    }

    /// <summary>Values of a picture: 32 · 32 · 3.</summary>
    public static int Width => Side * Side * 3;

    public bool Has(int index) => _pixels[index] is not null;

    /// <summary>[32, 32, 3] standardised values, row after row.</summary>
    public float[] Standardised(int index) =>
        [.. _pixels[index]!.Select((value, i) => (float)((value - _means[i % 3]) / _deviations[i % 3]))];

    /// <summary>Decodes every image; those that cannot be are named with the reason.</summary>
    public static PixelTable Read(
        IReadOnlyList<DatasetItem> items,
        List<SkippedImage> unread,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var decoder = new ImageDecoder();
        var pixels = new byte[]?[items.Count];
        var problems = new string?[items.Count];
        var done = 0;
        Parallel.For(0, items.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            (pixels[i], problems[i]) = Read(items[i].FullPath, decoder);
            progress?.Report(new WorkProgress("reading", Interlocked.Increment(ref done), items.Count, "images"));
        });
        unread.AddRange(problems.Index().Where(entry => entry.Item is not null)
            .Select(entry => new SkippedImage(items[entry.Index].FileName, entry.Item!)));
        return new PixelTable(pixels);
    }

    private static (byte[]? Pixels, string? Problem) Read(string path, ImageDecoder decoder)
    {
        try
        {
            var outcome = decoder.DecodeResized(File.ReadAllBytes(path), Side, Side);
            return (outcome.Image?.Pixels, outcome.Problem?.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"It cannot be read: {exception.Message}");
        }
    }
}
