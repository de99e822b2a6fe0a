namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>How far a GIF file reaches, from its blocks (GIF 89a).</summary>
internal static class GifContainer
{
    private const byte Extension = 0x21;
    private const byte ImageDescriptor = 0x2C;

    /// <summary>
    /// True where the content ends before its first frame does; what follows that frame is not looked at.
    /// </summary>
    public static bool EndsEarly(ReadOnlySpan<byte> content)
    {
        if (content.Length < 13)
        {
            return true;
        }

        var at = 13 + PaletteLength(content[10]);
        while (at < content.Length)
        {
            switch (content[at])
            {
                case Extension:
                    at = SkipBlocks(content, at + 2);
                    break;
                case ImageDescriptor when at + 10 <= content.Length:
                    // Descriptor, local palette, one byte of code size, then the data.
                    return SkipBlocks(content, at + 11 + PaletteLength(content[at + 9])) > content.Length;
                case ImageDescriptor:
                    return true;
                default:
                    // Not a block: corrupt rather than cut, which the decoder will say.
                    return false;
            }
        }

        return true;
    }

    /// <summary>Bit 7: there is a palette; bits 0 to 2: its size as a power of two.</summary>
    private static int PaletteLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>The position behind a chain of blocks, each after its length, up to one of length 0.</summary>
    private static int SkipBlocks(ReadOnlySpan<byte> content, int at)
    {
        while (at < content.Length)
        {
            var length = content[at];
            at += length + 1;
            if (length == 0)
            {
                return at;
            }
        }

        return content.Length + 1;
    }
}
