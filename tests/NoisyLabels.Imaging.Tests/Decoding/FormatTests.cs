using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Testing;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class FormatTests
{
    private readonly ImageDecoder _decoder = new();

    public static TheoryData<string> Extensions => [.. TinyImages.Extensions];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Every_format_gives_its_pixels(string extension)
    {
        var outcome = _decoder.Decode(TinyImages.Solid(extension, 5, 3, 200, 100, 50));

        Assert.Null(outcome.Problem);
        Assert.Equal((5, 3, 5, 3), (outcome.Width, outcome.Height, outcome.Image!.Width, outcome.Image.Height));
        outcome.Image.AssertColour(0, 0, (200, 100, 50), extension == "jpg" ? 4 : 0);
        outcome.Image.AssertColour(4, 2, (200, 100, 50), extension == "jpg" ? 4 : 0);
    }

    [Fact]
    public void Lossless_formats_agree_on_every_pixel()
    {
        var png = _decoder.Decode(TinyImages.Make("png", 40, 30, seed: 3)).Image!;

        foreach (var extension in new[] { "webp", "bmp", "tif" })
        {
            Assert.Equal(png.Pixels, _decoder.Decode(TinyImages.Make(extension, 40, 30, seed: 3)).Image!.Pixels);
        }
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void One_pixel_is_a_picture(string extension)
    {
        var content = TinyImages.Solid(extension, 1, 1, 10, 200, 90);

        _decoder.Decode(content).Image!.AssertColour(0, 0, (10, 200, 90), 3);
        _decoder.DecodeResized(content, 7, 5).Image!.AssertColour(6, 4, (10, 200, 90), 3);
        Assert.Equal((1, 1), SizeOf(_decoder.DecodeThumbnail(content, 100)));
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tif")]
    public void A_very_long_picture_is_a_picture(string extension)
    {
        // WebP ends at 16,383.
        var width = extension == "webp" ? 16_000 : 20_000;
        var content = TinyImages.Make(extension, width, 10);

        Assert.Equal((width, 10), SizeOf(_decoder.Decode(content)));
        Assert.Equal((32, 32), SizeOf(_decoder.DecodeResized(content, 32, 32)));
        Assert.Equal((100, 1), SizeOf(_decoder.DecodeThumbnail(content, 100)));
    }

    [Fact]
    public void Progressive_jpeg_is_read() =>
        _decoder.Decode(Fixture.Read("progressive.jpg")).Image.AssertQuadrants(12);

    [Fact]
    public void Tiff_with_jpeg_inside_is_read() => _decoder.Decode(Fixture.Read("jpeg.tif")).Image.AssertQuadrants(30);

    [Theory]
    [InlineData("a/b.JPG", true)]
    [InlineData("x.jpeg", true)]
    [InlineData("x.tiff", true)]
    [InlineData("x.webp.txt", false)]
    [InlineData("jpg", false)]
    [InlineData("", false)]
    public void Extensions_are_told_in_any_case(string path, bool expected) =>
        Assert.Equal(expected, ImageFormats.HasImageExtension(path));

    private static (int Width, int Height) SizeOf(DecodeOutcome outcome) =>
        (outcome.Image!.Width, outcome.Image.Height);
}
