using System.Buffers.Binary;

namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>How far a JPEG file reaches, from its markers (ITU T.81, annex B).</summary>
internal static class JpegContainer
{
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static JpegExtent Inspect(ReadOnlySpan<byte> content)
    {
        var (at, scans, progressive) = (2, 0, false);
        while (NextMarker(content, ref at) is { } marker)
        {
            switch (marker)
            {
                case EndOfImage:
                    return JpegExtent.Complete;
                case 0x01 or (>= 0xD0 and <= 0xD8):
                    continue;
                case StartOfScan:
                    scans++;
                    break;
                case 0xC2 or 0xC6 or 0xCA or 0xCE:
                    progressive = true;
                    break;
                default:
                    break;
            }

            if (at + 2 > content.Length)
            {
                return JpegExtent.Truncated;
            }

            at += BinaryPrimitives.ReadUInt16BigEndian(content[at..]);
            if (at > content.Length)
            {
                return JpegExtent.Truncated;
            }
        }

        // A file that was allocated before it was downloaded is full of zeros where the rest should be.
        var padded = content.Length > 64 && !content[^64..].ContainsAnyExcept((byte)0);
        return scans == 1 && !progressive && !padded ? JpegExtent.NoEndMarker : JpegExtent.Truncated;
    }

    /// <summary>
    /// True where the content is too short for a picture of that size, whatever it shows: each block of 8 x 8 pixels
    /// takes at least one bit, and no sampling makes blocks of more than 32 x 32 pixels.
    /// </summary>
    public static bool CannotHold(ReadOnlySpan<byte> content, int width, int height) =>
        (long)width * height / (32 * 32) > content.Length * 8L;

    /// <summary>
    /// The next marker's code, with the position behind it; null at the end of the content. Entropy-coded bytes are
    /// passed over: within them FF is followed by 00 or by a restart marker.
    /// </summary>
    private static byte? NextMarker(ReadOnlySpan<byte> content, ref int at)
    {
        while (at < content.Length)
        {
            var step = content[at..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= content.Length)
            {
                break;
            }

            at += step + 1;
            if (content[at] is not (0x00 or 0xFF))
            {
                return content[at++];
            }
        }

        at = content.Length;
        return null;
    }
}

/// <summary>How far a JPEG file reaches.</summary>
internal enum JpegExtent
{
    /// <summary>The end marker is there.</summary>
    Complete,

    /// <summary>
    /// One sequential scan without the end marker. Some cameras and tools leave only the marker out; whether data are
    /// missing, too, shows when the scan is decoded.
    /// </summary>
    NoEndMarker,

    /// <summary>Data are missing.</summary>
    Truncated,
}
