using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Imaging.Encoding;
using NoisyLabels.Learning.Inputs;

namespace NoisyLabels.Cli.Report;

/// <summary>Makes the small pictures of the page.</summary>
internal sealed class Thumbnails
{
    private const int MaxSide = 160;
    private const int Quality = 80;

    private readonly ImageDecoder _decoder = new();

    /// <summary>The small picture of an image; null where its file has gone or changed since the run began.</summary>
    public Thumbnail? Of(DatasetItem item)
    {
        try
        {
            return _decoder.DecodeThumbnail(File.ReadAllBytes(item.FullPath), MaxSide).Image is { } image
                ? new Thumbnail(
                    "data:image/jpeg;base64," + Convert.ToBase64String(ImageEncoder.ToJpeg(image, Quality)),
                    image.Width,
                    image.Height)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>A small picture that travels inside the page.</summary>
/// <param name="DataUri">A JPEG as <c>data:image/jpeg;base64,…</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Thumbnail(string DataUri, int Width, int Height);
