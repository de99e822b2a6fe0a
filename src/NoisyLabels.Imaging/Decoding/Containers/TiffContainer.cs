using System.Buffers.Binary;

namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>What the first directory of a TIFF file says (TIFF 6.0; BigTIFF is left to the decoder).</summary>
internal static class TiffContainer
{
    private const int StripOffsets = 273;
    private const int Orientation = 274;
    private const int StripByteCounts = 279;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;

    /// <summary>Bytes of one value by its type, 1 to 12: BYTE, ASCII, SHORT, LONG, RATIONAL …</summary>
    private static ReadOnlySpan<byte> TypeSizes => [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    /// <summary>True where the first picture's directory, values or data reach beyond the content.</summary>
    public static bool EndsEarly(ReadOnlySpan<byte> content)
    {
        if (FindDirectory(content) is not { } directory)
        {
            return true;
        }

        for (var i = 0; i < directory.Count; i++)
        {
            if (EntryAt(content, directory, i).End > content.Length)
            {
                return true;
            }
        }

        return ReachesBeyond(content, directory, StripOffsets, StripByteCounts)
            || ReachesBeyond(content, directory, TileOffsets, TileByteCounts);
    }

    /// <summary>Reads tag 274 of the first picture; 1 (upright) where there is none.</summary>
    public static int ReadOrientation(ReadOnlySpan<byte> content) =>
        FindDirectory(content) is { } directory
        && Find(content, directory, Orientation) is { } entry
        && entry is { Count: > 0 }
        && entry.End <= content.Length
            ? (int)Value(content, entry, 0)
            : Transforms.Orientation.Upright;

    private static bool ReachesBeyond(ReadOnlySpan<byte> content, Directory directory, int offsets, int counts)
    {
        if (Find(content, directory, offsets) is not { } starts || Find(content, directory, counts) is not { } lengths)
        {
            return false;
        }

        for (var i = 0; i < Math.Min(starts.Count, lengths.Count); i++)
        {
            if (Value(content, starts, i) + Value(content, lengths, i) > content.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The first directory; an empty one where the file is a BigTIFF, null where the content ends in it.
    /// </summary>
    private static Directory? FindDirectory(ReadOnlySpan<byte> content)
    {
        if (content.Length < 8)
        {
            return null;
        }

        var bigEndian = content[0] == 'M';
        if (U16(content, 2, bigEndian) == 43)
        {
            return new Directory(0, 0, bigEndian);
        }

        var at = U32(content, 4, bigEndian);
        if (at + 2 > content.Length)
        {
            return null;
        }

        var count = U16(content, (int)at, bigEndian);
        return at + 2 + (count * 12L) > content.Length ? null : new Directory((int)at + 2, count, bigEndian);
    }

    private static Entry? Find(ReadOnlySpan<byte> content, Directory directory, int tag)
    {
        for (var i = 0; i < directory.Count; i++)
        {
            if (U16(content, directory.At + (i * 12), directory.BigEndian) == tag)
            {
                return EntryAt(content, directory, i);
            }
        }

        return null;
    }

    private static Entry EntryAt(ReadOnlySpan<byte> content, Directory directory, int index)
    {
        // An entry: tag (2 bytes), type (2), count (4), then the values where four bytes hold them, else their place.
        var at = directory.At + (index * 12);
        var type = U16(content, at + 2, directory.BigEndian);
        var size = type < TypeSizes.Length ? TypeSizes[type] : 1;
        var count = U32(content, at + 4, directory.BigEndian);
        var inPlace = count * size <= 4;
        var values = inPlace ? at + 8 : U32(content, at + 8, directory.BigEndian);
        return new Entry(values, size, count, directory.BigEndian);
    }

    private static long Value(ReadOnlySpan<byte> content, Entry entry, int index)
    {
        var at = (int)(entry.At + (index * (long)entry.Size));
        return entry.Size switch
        {
            1 => content[at],
            2 => U16(content, at, entry.BigEndian),
            _ => U32(content, at, entry.BigEndian),
        };
    }

    private static int U16(ReadOnlySpan<byte> content, int at, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(content[at..])
        : BinaryPrimitives.ReadUInt16LittleEndian(content[at..]);

    private static long U32(ReadOnlySpan<byte> content, int at, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(content[at..])
        : BinaryPrimitives.ReadUInt32LittleEndian(content[at..]);

    private readonly record struct Directory(int At, int Count, bool BigEndian);

    private readonly record struct Entry(long At, int Size, long Count, bool BigEndian)
    {
        public long End => At + (Count * Size);
    }
}
