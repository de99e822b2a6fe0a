using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>Looks at some of a dataset's images to learn how large they are.</summary>
internal sealed class SizeSurvey(DecodeOptions limits)
{
    /// <summary>As many as tell a median well enough.</summary>
    private const int Sample = 101;

    // A decoder that allows no pixel stops after the header, and the header is what has the size.
    private readonly ImageDecoder _headers = new(limits with { MaxPixels = 0 });

    /// <summary>
    /// Width and height in pixels of images spread evenly over the dataset; those without a header are left out.
    /// </summary>
    public static IReadOnlyList<(int Width, int Height)> Of(
        ImageDataset dataset, DecodeOptions limits, CancellationToken cancellation)
    {
        var survey = new SizeSurvey(limits);
        var count = Math.Min(Sample, dataset.Items.Count);
        List<(int, int)> sizes = [];
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var item = dataset.Items[(int)((long)i * dataset.Items.Count / count)];
            if (ImageFile.Read(item.FullPath, limits.MaxFileBytes).Content is { } content
                && survey.SizeOf(content) is { } size)
            {
                sizes.Add(size);
            }
        }

        return sizes;
    }

    /// <summary>Width and height in pixels, upright; null where there is no header that says so.</summary>
    public (int Width, int Height)? SizeOf(byte[] content) =>
        _headers.Decode(content) is { Width: > 0, Height: > 0 } header ? (header.Width, header.Height) : null;
}
