using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Imaging.Encoding;
using NoisyLabels.Testing;

namespace NoisyLabels.Imaging.Tests.Encoding;

public sealed class ImageEncoderTests
{
    private readonly RgbImage _image = new ImageDecoder().Decode(TinyImages.Make("png", 33, 21, seed: 9)).Image!;

    [Fact]
    public void Jpeg_of_high_quality_keeps_nearly_every_pixel()
    {
        var back = new ImageDecoder().Decode(ImageEncoder.ToJpeg(_image, 100)).Image!;

        Assert.Equal((33, 21), (back.Width, back.Height));
        Assert.All(_image.Pixels.Zip(back.Pixels), pair => Assert.InRange(pair.First - pair.Second, -4, 4));
    }

    [Fact]
    public void Lower_quality_is_smaller() =>
        Assert.True(ImageEncoder.ToJpeg(_image, 40).Length < ImageEncoder.ToJpeg(_image, 95).Length);

    [Fact]
    public void The_same_picture_gives_the_same_bytes() =>
        Assert.Equal(ImageEncoder.ToJpeg(_image), ImageEncoder.ToJpeg(_image));
}
