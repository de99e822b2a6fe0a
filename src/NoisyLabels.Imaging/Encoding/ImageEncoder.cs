using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace NoisyLabels.Imaging.Encoding;

/// <summary>Turns pictures into image files. The same pixels give the same bytes on the same machine.</summary>
public static class ImageEncoder
{
    /// <summary>Encodes a picture as JPEG.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 (small) to 100 (like the original); colours are halved in resolution below 91.</param>
    public static byte[] ToJpeg(RgbImage image, int quality = 90)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        using var picture = Image.LoadPixelData<Rgb24>(image.Pixels.AsSpan(), image.Width, image.Height);
        using var stream = new MemoryStream();
        picture.Save(stream, new JpegEncoder
        {
            Quality = quality,
            ColorType = quality > 90 ? JpegColorType.YCbCrRatio444 : JpegColorType.YCbCrRatio420,
        });
        return stream.ToArray();
    }
}
