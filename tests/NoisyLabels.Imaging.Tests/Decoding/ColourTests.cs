using NoisyLabels.Imaging.Decoding;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class ColourTests
{
    private readonly ImageDecoder _decoder = new();

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("ycck.jpg")]
    public void Inks_become_red_green_and_blue(string name) =>
        _decoder.Decode(Fixture.Read(name)).Image.AssertQuadrants(12);

    [Theory]
    [InlineData("grey16.png")]
    [InlineData("grey16.tif")]
    public void Sixteen_bits_of_grey_keep_their_upper_eight(string name)
    {
        var image = _decoder.Decode(Fixture.Read(name)).Image!;

        for (var i = 0; i < 16; i++)
        {
            image.AssertColour(i % 4, i / 4, (i * 17, i * 17, i * 17), 0);
        }
    }

    [Fact]
    public void Sixteen_bits_of_colour_keep_their_upper_eight()
    {
        using var picture = new Image<Rgb48>(2, 1, new Rgb48(200 * 257, 100 * 257, 50 * 257));
        var content = Encode(picture, new PngEncoder { BitDepth = PngBitDepth.Bit16, ColorType = PngColorType.Rgb });

        _decoder.Decode(content).Image!.AssertColour(1, 0, (200, 100, 50), 0);
    }

    [Fact]
    public void Grey_becomes_equal_red_green_and_blue()
    {
        using var picture = new Image<L8>(9, 9, new L8(77));

        _decoder.Decode(Encode(picture, new JpegEncoder { ColorType = JpegColorType.Luminance })).Image!
            .AssertColour(4, 4, (77, 77, 77), 1);
        _decoder.Decode(Encode(picture, new PngEncoder { ColorType = PngColorType.Grayscale })).Image!
            .AssertColour(4, 4, (77, 77, 77), 0);
    }

    [Fact]
    public void Black_and_white_is_read()
    {
        var image = _decoder.Decode(Fixture.Read("bilevel.tif")).Image!;

        Assert.All(image.Pixels, value => Assert.True(value is 0 or 255));
        Assert.Contains((byte)0, image.Pixels);
        Assert.Contains((byte)255, image.Pixels);
    }

    [Fact]
    public void A_palette_becomes_its_colours()
    {
        using var picture = new Image<Rgba32>(8, 8, new Rgba32(12, 34, 56));
        var content = Encode(picture, new PngEncoder { ColorType = PngColorType.Palette, BitDepth = PngBitDepth.Bit4 });

        _decoder.Decode(content).Image!.AssertColour(7, 7, (12, 34, 56), 0);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Transparency_is_laid_on_white(string extension)
    {
        using var picture = new Image<Rgba32>(3, 1);
        (picture[0, 0], picture[1, 0], picture[2, 0]) =
            (new Rgba32(200, 0, 0, 255), new Rgba32(200, 0, 0, 51), new Rgba32(200, 0, 0, 0));
        IImageEncoder encoder = extension switch
        {
            "png" => new PngEncoder { ColorType = PngColorType.RgbWithAlpha },
            "webp" => new WebpEncoder { FileFormat = WebpFileFormatType.Lossless },
            _ => new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel32, SupportTransparency = true },
        };

        var image = _decoder.Decode(Encode(picture, encoder)).Image!;

        image.AssertColour(0, 0, (200, 0, 0), 0);
        image.AssertColour(1, 0, (244, 204, 204), 0);
        image.AssertColour(2, 0, (255, 255, 255), 0);
    }

    [Fact]
    public void A_transparent_index_of_a_gif_is_white()
    {
        using var picture = new Image<Rgba32>(2, 1);
        (picture[0, 0], picture[1, 0]) = (new Rgba32(200, 10, 20), new Rgba32(0, 0, 0, 0));

        var image = _decoder.Decode(Encode(picture, new GifEncoder())).Image!;

        image.AssertColour(0, 0, (200, 10, 20), 0);
        image.AssertColour(1, 0, (255, 255, 255), 0);
    }

    private static byte[] Encode(Image picture, IImageEncoder encoder)
    {
        using var stream = new MemoryStream();
        picture.Save(stream, encoder);
        return stream.ToArray();
    }
}
