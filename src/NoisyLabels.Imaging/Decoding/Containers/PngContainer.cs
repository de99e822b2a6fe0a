using System.Buffers.Binary;

namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>How far a PNG file reaches, from its chunks.</summary>
internal static class PngContainer
{
    /// <summary>True where the content ends before its IEND chunk.</summary>
    public static bool EndsEarly(ReadOnlySpan<byte> content)
    {
        // A chunk: length of its data (4 bytes), type (4), data, checksum (4).
        for (var at = 8L; at + 12 <= content.Length;)
        {
            var chunk = content[(int)at..];
            if (chunk[4..].StartsWith("IEND"u8))
            {
                return false;
            }

            at += 12 + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return true;
    }
}
