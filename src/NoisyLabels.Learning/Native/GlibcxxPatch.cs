using System.Buffers.Binary;
using System.Text;

namespace NoisyLabels.Learning.Native;

/// <summary>
/// Makes an ELF-64 library that asks for GLIBCXX_3.4.32 (GCC 13) loadable with an older libstdc++.
/// </summary>
/// <remarks>
/// The library needs that version for one symbol, <c>std::ios_base_library_init()</c>, an initialiser with nothing to
/// do on an older libstdc++. The copy therefore calls <c>std::get_terminate()</c> in its place, which takes no arguments
/// either and which every libstdc++ has, and the version is marked weak, so that the dynamic loader does not insist on
/// it. Layout of the sections: System V ABI and the Linux Standard Base, "Symbol Versioning".
/// </remarks>
internal static class GlibcxxPatch
{
    private const string VersionName = "GLIBCXX_3.4.32";
    private const string MissingSymbol = "_ZSt21ios_base_library_initv";
    private const string Replacement = "_ZSt13get_terminatev";

    private const uint DynamicSymbols = 11;              // SHT_DYNSYM
    private const uint VersionNeeds = 0x6ffffffe;        // SHT_GNU_verneed
    private const uint SymbolVersions = 0x6fffffff;      // SHT_GNU_versym
    private const ushort Weak = 2;                       // VER_FLG_WEAK
    private const ushort Unversioned = 1;                // VER_NDX_GLOBAL
    private const int SymbolSize = 24;                   // sizeof(Elf64_Sym)

    private sealed record Section(uint Type, int Offset, int Size, int Link);

    /// <summary>A patched copy of <paramref name="library"/>.</summary>
    /// <exception cref="InvalidDataException">It is no ELF-64 library, or lacks what is to be patched.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> library)
    {
        var image = library.ToArray();
        try
        {
            var sections = ReadSections(image);
            var symbols = Single(sections, DynamicSymbols);
            ReplaceSymbol(image, symbols, names: sections[symbols.Link], Single(sections, SymbolVersions));
            WeakenVersion(image, Single(sections, VersionNeeds), sections);
            return image;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The library is cut off or is no ELF-64 library.", e);
        }
    }

    private static List<Section> ReadSections(byte[] image)
    {
        if (!image.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("The library is no little-endian ELF-64 file.");
        }

        var table = checked((int)U64(image, 0x28));      // e_shoff
        var entrySize = U16(image, 0x3A);                // e_shentsize
        var count = U16(image, 0x3C);                    // e_shnum
        return [.. Enumerable.Range(0, count).Select(i => table + i * entrySize).Select(at => new Section(
            U32(image, at + 4),
            checked((int)U64(image, at + 24)),
            checked((int)U64(image, at + 32)),
            checked((int)U32(image, at + 40))))];
    }

    private static void ReplaceSymbol(byte[] image, Section symbols, Section names, Section versions)
    {
        for (var i = 0; i < symbols.Size / SymbolSize; i++)
        {
            var nameAt = names.Offset + checked((int)U32(image, symbols.Offset + i * SymbolSize));
            if (TextAt(image, nameAt) != MissingSymbol)
            {
                continue;
            }

            Encoding.ASCII.GetBytes(Replacement + '\0', image.AsSpan(nameAt));
            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(versions.Offset + 2 * i), Unversioned);
            return;
        }

        throw new InvalidDataException($"The library does not use {MissingSymbol}.");
    }

    private static void WeakenVersion(byte[] image, Section needs, List<Section> sections)
    {
        var names = sections[needs.Link].Offset;
        var found = false;
        for (var (need, more) = (needs.Offset, true); more && need < needs.Offset + needs.Size;)
        {
            var count = U16(image, need + 2);                                // vn_cnt
            var entry = need + checked((int)U32(image, need + 8));           // vn_aux
            for (var i = 0; i < count; i++)
            {
                if (TextAt(image, names + checked((int)U32(image, entry + 8))) == VersionName)
                {
                    var flags = image.AsSpan(entry + 4);                     // vna_flags
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
                    found = true;
                }

                entry += checked((int)U32(image, entry + 12));               // vna_next
            }

            var next = checked((int)U32(image, need + 12));                  // vn_next
            (need, more) = (need + next, next != 0);
        }

        if (!found)
        {
            throw new InvalidDataException($"The library does not ask for {VersionName}.");
        }
    }

    private static Section Single(List<Section> sections, uint type) =>
        sections.Find(s => s.Type == type) ?? throw new InvalidDataException($"The library has no section of type 0x{type:x}.");

    private static string TextAt(byte[] image, int at) =>
        Encoding.ASCII.GetString(image.AsSpan(at, image.AsSpan(at).IndexOf((byte)0)));

    private static ushort U16(byte[] image, int at) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(at));

    private static uint U32(byte[] image, int at) => BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(at));

    private static ulong U64(byte[] image, int at) => BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at));
}
