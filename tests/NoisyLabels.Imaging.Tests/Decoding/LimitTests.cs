using System.Buffers.Binary;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Testing;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class LimitTests
{
    [Fact]
    public void Defaults_are_a_quarter_of_a_gigabyte_and_a_hundred_million_pixels()
    {
        var options = new ImageDecoder().Options;

        Assert.Equal((256L << 20, 100_000_000L, 65_535), (options.MaxFileBytes, options.MaxPixels, options.MaxSide));
    }

    [Fact]
    public void A_larger_file_is_not_looked_into()
    {
        var decoder = new ImageDecoder(new DecodeOptions { MaxFileBytes = 1000 });

        Assert.Equal(
            new ImageProblem(ImageProblemKind.TooLarge, "The file has 1,001 bytes, more than the limit of 1,000."),
            decoder.Decode(new byte[1001]).Problem);
    }

    [Fact]
    public void More_pixels_than_the_limit_are_not_decoded()
    {
        var decoder = new ImageDecoder(new DecodeOptions { MaxPixels = 99 });

        var outcome = decoder.Decode(TinyImages.Make("png", 10, 10));

        Assert.Equal(
            new ImageProblem(ImageProblemKind.TooLarge, "The picture has 10 x 10 pixels, more than the limit of 99."),
            outcome.Problem);
        Assert.Equal((10, 10), (outcome.Width, outcome.Height));
        Assert.Null(decoder.Decode(TinyImages.Make("png", 9, 11)).Problem);
    }

    [Fact]
    public void A_longer_side_than_the_limit_is_not_decoded()
    {
        var decoder = new ImageDecoder(new DecodeOptions { MaxSide = 20 });

        Assert.Equal(
            new ImageProblem(
                ImageProblemKind.TooLarge, "The picture has 5 x 21 pixels, a side longer than the limit of 20."),
            decoder.Decode(TinyImages.Make("png", 5, 21)).Problem);
        Assert.Null(decoder.Decode(TinyImages.Make("png", 20, 20)).Problem);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("gif")]
    [InlineData("bmp")]
    public void A_bomb_is_recognised_by_its_header_alone(string extension)
    {
        var content = Declare(TinyImages.Make(extension), extension, 60_000, 60_000);
        var decoder = new ImageDecoder();
        decoder.Decode(content);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var outcome = decoder.Decode(content);

        Assert.Equal(ImageProblemKind.TooLarge, outcome.Problem!.Kind);
        Assert.Equal((60_000, 60_000), (outcome.Width, outcome.Height));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_jpeg_too_short_for_its_size_is_truncated_without_decoding()
    {
        var content = Declare(TinyImages.Make("jpg"), "jpg", 9_000, 9_000);

        Assert.Equal(ImageProblemKind.Truncated, new ImageDecoder().Decode(content).Problem!.Kind);
    }

    [Fact]
    public void A_small_canvas_around_a_huge_frame_is_damage()
    {
        var content = Fixture.Read("animated-alpha.webp");
        var size = content.AsSpan().IndexOf("VP8 "u8) + 14;
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(size), 16_000);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(size + 2), 16_000);

        Assert.Equal(ImageProblemKind.Corrupt, new ImageDecoder().Decode(content).Problem!.Kind);
    }

    /// <summary>Writes another size into the header; the pixels stay as few as they were.</summary>
    private static byte[] Declare(byte[] content, string extension, ushort width, ushort height)
    {
        switch (extension)
        {
            case "jpg":
                var frame = content.AsSpan(content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]));
                BinaryPrimitives.WriteUInt16BigEndian(frame[5..], height);
                BinaryPrimitives.WriteUInt16BigEndian(frame[7..], width);
                break;
            case "png":
                BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(20), height);
                BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(29), Checksum(content.AsSpan(12, 17)));
                break;
            case "gif":
                BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(6), width);
                BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(8), height);
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(18), width);
                BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(22), height);
                break;
        }

        return content;
    }

    /// <summary>CRC-32 as PNG has it, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var register = uint.MaxValue;
        foreach (var value in data)
        {
            register ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register >> 1) ^ ((register & 1) == 0 ? 0 : 0xEDB88320);
            }
        }

        return ~register;
    }
}
