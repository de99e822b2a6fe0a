using System.Buffers.Binary;

namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>How far a BMP file reaches, from its header.</summary>
internal static class BmpContainer
{
    private const int CoreHeader = 12;
    private const uint Uncompressed = 0;
    private const uint BitFields = 3;

    /// <summary>True where fewer bytes follow the header than the picture needs.</summary>
    public static bool EndsEarly(ReadOnlySpan<byte> content)
    {
        if (content.Length < 14 + CoreHeader)
        {
            return true;
        }

        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(content[10..]);
        var header = content[14..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) == CoreHeader)
        {
            return pixels + Bytes(U16(header, 4), U16(header, 6), U16(header, 10)) > content.Length;
        }

        if (header.Length < 24)
        {
            return true;
        }

        var (width, height) = (I32(header, 4), I32(header, 8));
        return BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) switch
        {
            Uncompressed or BitFields => pixels + Bytes(width, height, U16(header, 14)) > content.Length,
            // Run lengths: the header says how many bytes they take.
            _ => pixels + (long)BinaryPrimitives.ReadUInt32LittleEndian(header[20..]) > content.Length,
        };
    }

    /// <summary>Rows are padded to four bytes; a negative height means top to bottom.</summary>
    private static long Bytes(long width, long height, long bitsPerPixel) =>
        ((Math.Abs(width) * bitsPerPixel) + 31) / 32 * 4 * Math.Abs(height);

    private static int U16(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);

    private static int I32(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadInt32LittleEndian(span[at..]);
}
