using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Testing;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class BadContentTests
{
    private readonly ImageDecoder _decoder = new();

    public static TheoryData<string> Extensions => [.. TinyImages.Extensions];

    [Fact]
    public void No_bytes_are_an_empty_file() => AssertProblem([], ImageProblemKind.Empty, "The file is empty.");

    [Theory]
    [InlineData("just a note\n", "The file is not an image: it holds text.")]
    [InlineData("BM is how this text begins", "The file is not an image: it holds text.")]
    [InlineData("<!DOCTYPE html><html><body>Not found</body></html>", "The file is not an image: it holds a web page.")]
    [InlineData("%PDF-1.7 ...", "The file is not an image: it holds a PDF document.")]
    [InlineData("PK\u0003\u0004....", "The file is not an image: it holds an archive.")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0", "The file is not an image: it holds only zero bytes.")]
    [InlineData("\u0001\u0002\u0003\u0004", "The file is not an image: its content has no known image format.")]
    public void Other_content_is_named(string content, string message) =>
        AssertProblem(System.Text.Encoding.Latin1.GetBytes(content), ImageProblemKind.NotAnImage, message);

    [Theory]
    [InlineData("\0\0\0\u0018ftypavif....", "AVIF")]
    [InlineData("\0\0\0\u0018ftypheic....", "HEIC")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("8BPS\0\u0001", "Photoshop")]
    [InlineData("P6 3 2 255 ", "PNM")]
    public void Formats_that_are_not_read_are_named(string content, string format) => AssertProblem(
        System.Text.Encoding.Latin1.GetBytes(content),
        ImageProblemKind.Unsupported,
        $"The file is a {format} image, which is not supported: convert it to PNG or JPEG.");

    [Fact]
    public void Arithmetic_coding_is_a_feature_that_is_not_supported()
    {
        var content = TinyImages.Make("jpg");
        content[content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = 0xC9;

        AssertProblem(
            content,
            ImageProblemKind.Unsupported,
            "The file uses a feature of JPEG that is not supported: convert it to PNG or plain JPEG.");
    }

    [Fact]
    public void Inks_in_tiff_are_a_feature_that_is_not_supported() => AssertProblem(
        Fixture.Read("cmyk.tif"),
        ImageProblemKind.Unsupported,
        "The file uses a feature of TIFF that is not supported: convert it to PNG or plain JPEG.");

    [Fact]
    public void A_wrong_checksum_is_damage()
    {
        var content = TinyImages.Make("png");
        content[content.AsSpan().IndexOf("IDAT"u8) + 10] ^= 0x55;

        AssertProblem(content, ImageProblemKind.Corrupt, "The PNG picture is damaged.");
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void A_file_that_breaks_off_is_truncated_wherever_it_ends(string extension)
    {
        var content = TinyImages.Make(extension, 37, 29, seed: 5);
        var whole = _decoder.Decode(content).Image!.Pixels;

        for (var length = 1; length < content.Length; length++)
        {
            var outcome = _decoder.Decode(content[..length]);
            if (outcome.Image is { } image)
            {
                // A closing mark may be missing, but no pixel.
                Assert.True(image.Pixels.AsSpan().SequenceEqual(whole), $"{length} of {content.Length} bytes");
                Assert.InRange(length, content.Length - 3, content.Length);
            }
            else
            {
                Assert.True(
                    outcome.Problem!.Kind is ImageProblemKind.Truncated || length < 12,
                    $"{length} of {content.Length} bytes: {outcome.Problem}");
            }
        }
    }

    [Fact]
    public void A_truncated_file_says_so_in_a_sentence() => AssertProblem(
        TinyImages.Make("jpg")[..^40], ImageProblemKind.Truncated, "The file ends before its JPEG picture does.");

    [Fact]
    public void A_progressive_file_without_its_last_scan_is_truncated()
    {
        var content = Fixture.Read("progressive.jpg");
        var lastScan = content.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);

        Assert.Equal(ImageProblemKind.Truncated, _decoder.Decode(content[..lastScan]).Problem!.Kind);
    }

    [Fact]
    public void Only_the_end_marker_may_be_missing_from_a_jpeg()
    {
        var content = TinyImages.Make("jpg", 40, 30);

        Assert.Equal(_decoder.Decode(content).Image!.Pixels, _decoder.Decode(content[..^2]).Image!.Pixels);
        Assert.Equal(
            _decoder.DecodeResized(content, 9, 7).Image!.Pixels,
            _decoder.DecodeResized(content[..^2], 9, 7).Image!.Pixels);
    }

    [Fact]
    public void A_download_into_a_file_of_zeros_is_truncated()
    {
        var content = TinyImages.Make("jpg", 64, 64);
        content.AsSpan(content.Length * 2 / 3).Clear();
        Array.Resize(ref content, content.Length + 100);

        Assert.Equal(ImageProblemKind.Truncated, _decoder.Decode(content).Problem!.Kind);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Bytes_behind_the_picture_do_no_harm(string extension)
    {
        byte[] content = [.. TinyImages.Make(extension), 1, 2, 3, 4, 5];

        Assert.Equal(_decoder.Decode(TinyImages.Make(extension)).Image!.Pixels, _decoder.Decode(content).Image!.Pixels);
    }

    private void AssertProblem(byte[] content, ImageProblemKind kind, string message)
    {
        var outcome = _decoder.Decode(content);

        Assert.Null(outcome.Image);
        Assert.False(outcome.IsDecoded);
        Assert.Equal(new ImageProblem(kind, message), outcome.Problem);
    }
}
