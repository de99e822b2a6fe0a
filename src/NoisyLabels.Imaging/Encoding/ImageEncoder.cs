using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace NoisyLabels.Imaging.Encoding;

/// <summary>Turns pictures into image files. The same pixels give the same bytes on the same machine.</summary>
public static class ImageEncoder
{
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 (small) to 100 (like the original); colours are halved in resolution below 91.</param>
    public static byte[] ToJpeg(RgbImage image, int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(image, new JpegEncoder
        {
            Quality = quality,
            ColorType = quality > 90 ? JpegColorType.YCbCrRatio444 : JpegColorType.YCbCrRatio420,
        });
    }

    public static byte[] ToPng(RgbImage image) => Encode(image, new PngEncoder { ColorType = PngColorType.Rgb });

    private static byte[] Encode(RgbImage image, IImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var picture = Image.LoadPixelData<Rgb24>(image.Pixels.AsSpan(), image.Width, image.Height);
        using var stream = new MemoryStream();
        picture.Save(stream, encoder);
        return stream.ToArray();
    }
}
