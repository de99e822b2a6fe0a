using System.Buffers.Binary;

namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>The chunks of a WebP file (RFC 9649).</summary>
internal static class WebPContainer
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const int AnimationFlag = 0x02;

    /// <summary>
    /// ANMF: x, y, width, height, duration (3 bytes each) and one of flags stand before the frame's chunks.
    /// </summary>
    private const int FrameHeader = 16;

    /// <summary>True where the content ends before its first frame does.</summary>
    public static bool EndsEarly(ReadOnlySpan<byte> content)
    {
        for (var at = (long)RiffHeader; at + ChunkHeader <= content.Length;)
        {
            var chunk = content[(int)at..];
            var end = at + ChunkHeader + Length(chunk);
            if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8) || chunk.StartsWith("ANMF"u8))
            {
                return end > content.Length;
            }

            // Chunks are padded to an even length.
            at = end + (end & 1);
        }

        return true;
    }

    /// <summary>The first frame of an animation as a WebP file of its own; null for a still picture.</summary>
    public static WebPFrame? FirstFrame(ReadOnlySpan<byte> content)
    {
        // VP8X stands first: flags (4 bytes), then the canvas, width and height less one (3 bytes each).
        if (content.Length < RiffHeader + ChunkHeader + 10
            || !content[RiffHeader..].StartsWith("VP8X"u8)
            || (content[RiffHeader + ChunkHeader] & AnimationFlag) == 0)
        {
            return null;
        }

        var canvas = content[(RiffHeader + ChunkHeader + 4)..];
        for (var at = (long)RiffHeader; at + ChunkHeader <= content.Length;)
        {
            var chunk = content[(int)at..];
            var length = Length(chunk);
            if (chunk.StartsWith("ANMF"u8) && length >= FrameHeader && ChunkHeader + length <= chunk.Length)
            {
                var frame = chunk.Slice(ChunkHeader, (int)length);
                return new WebPFrame(
                    U24(canvas) + 1, U24(canvas[3..]) + 1,
                    2 * U24(frame), 2 * U24(frame[3..]), U24(frame[6..]) + 1, U24(frame[9..]) + 1,
                    StillFile(frame));
            }

            at += ChunkHeader + length + (length & 1);
        }

        return null;
    }

    /// <summary>
    /// Width and height as the still picture's own data give them, whatever the header around them says; null where
    /// there are none.
    /// </summary>
    public static (int Width, int Height)? PictureSize(ReadOnlySpan<byte> content)
    {
        for (var at = (long)RiffHeader; at + ChunkHeader + 10 <= content.Length;)
        {
            var chunk = content[(int)at..];
            if (chunk.StartsWith("VP8 "u8))
            {
                // Three bytes of frame tag and three of start code, then 14 bits each.
                return (U16(chunk[14..]) & 0x3FFF, U16(chunk[16..]) & 0x3FFF);
            }

            if (chunk.StartsWith("VP8L"u8))
            {
                // A signature byte, then 14 bits each, less one.
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
                return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
            }

            var length = Length(chunk);
            at += ChunkHeader + length + (length & 1);
        }

        return null;
    }

    /// <summary>
    /// Puts a file's header before a frame's chunks; a frame with an alpha chunk needs the extended one.
    /// </summary>
    private static byte[] StillFile(ReadOnlySpan<byte> frame)
    {
        var chunks = frame[FrameHeader..];
        byte[] extended = chunks.StartsWith("ALPH"u8)
            ? [.. "VP8X"u8, 10, 0, 0, 0, 0x10, 0, 0, 0, .. frame.Slice(6, 6)]
            : [];
        var riff = new byte[RiffHeader];
        "RIFF"u8.CopyTo(riff);
        BinaryPrimitives.WriteInt32LittleEndian(riff.AsSpan(4), 4 + extended.Length + chunks.Length);
        "WEBP"u8.CopyTo(riff.AsSpan(8));
        return [.. riff, .. extended, .. chunks];
    }

    private static long Length(ReadOnlySpan<byte> chunk) => BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);

    private static int U16(ReadOnlySpan<byte> span) => BinaryPrimitives.ReadUInt16LittleEndian(span);

    private static int U24(ReadOnlySpan<byte> span) => span[0] | (span[1] << 8) | (span[2] << 16);
}

/// <summary>One frame of an animation.</summary>
/// <param name="CanvasWidth">Width of the whole animation, in pixels.</param>
/// <param name="CanvasHeight">Height of the whole animation, in pixels.</param>
/// <param name="Left">Where it lies on the canvas, in pixels.</param>
/// <param name="Top">Where it lies on the canvas, in pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Content">The frame as a still WebP file.</param>
internal sealed record WebPFrame(
    int CanvasWidth, int CanvasHeight, int Left, int Top, int Width, int Height, byte[] Content)
{
    public bool FillsCanvas => (Left, Top, Width, Height) == (0, 0, CanvasWidth, CanvasHeight);

    public bool LiesInside => Left + Width <= CanvasWidth && Top + Height <= CanvasHeight;
}
