using CsCheck;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Tests.Native;

public sealed class GlibcxxPatchTests
{
    private static readonly byte[] MissingSymbol = [.. "_ZSt21ios_base_library_initv\0"u8];
    private static readonly byte[] Replacement = [.. "_ZSt13get_terminatev\0"u8];

    private static readonly byte[] Library = File.Exists(TorchLibrary.Path) ? File.ReadAllBytes(TorchLibrary.Path) : [];

    public GlibcxxPatchTests() => Assert.SkipWhen(Library is [], TorchLibrary.AbsentReason);

    [Fact]
    public void The_missing_symbol_becomes_one_that_every_libstdcxx_has()
    {
        var patched = GlibcxxPatch.Apply(Library);
        var at = Library.AsSpan().IndexOf(MissingSymbol);

        Assert.Equal(Library.Length, patched.Length);
        Assert.Equal(-1, patched.AsSpan().IndexOf(MissingSymbol));
        Assert.Equal(Replacement, patched.AsSpan(at, Replacement.Length));
    }

    [Fact]
    public void Only_the_name_its_version_and_one_flag_change()
    {
        var patched = GlibcxxPatch.Apply(Library);
        var name = Library.AsSpan().IndexOf(MissingSymbol);
        var changed = Enumerable.Range(0, Library.Length)
            .Where(at => Library[at] != patched[at] && (at < name || at >= name + Replacement.Length))
            .ToArray();

        // A flag of .gnu.version_r is set, and the symbol's entry in .gnu.version becomes 1, unversioned.
        Assert.Equal(2, changed.Length);
        Assert.Contains(changed, at => patched[at] == (Library[at] | 2) && (Library[at] & 2) == 0);
        Assert.Contains(changed, at => patched[at] == 1);
    }

    [Fact]
    public void The_original_is_left_as_it_is()
    {
        var before = Library.ToArray();

        GlibcxxPatch.Apply(Library);

        Assert.Equal(before, Library);
    }

    [Fact]
    public void A_library_that_is_patched_already_is_refused() =>
        Assert.Throws<InvalidDataException>(() => GlibcxxPatch.Apply(GlibcxxPatch.Apply(Library)));

    [Fact]
    public void A_library_that_is_cut_off_is_refused_wherever_it_is_cut() =>
        Gen.Int[0, Library.Length - 1].Sample(
            length => Assert.Throws<InvalidDataException>(() => GlibcxxPatch.Apply(Library.AsSpan(0, length))), iter: 60);

    [Fact]
    public void Garbage_is_refused() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Assert.Throws<InvalidDataException>(() => GlibcxxPatch.Apply(bytes)));

    [Fact]
    public void Garbage_behind_the_mark_of_an_ELF_file_is_refused() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
            Assert.Throws<InvalidDataException>(() => GlibcxxPatch.Apply([.. "\u007fELF\u0002\u0001"u8, .. bytes])));

    [Fact]
    public void Damage_to_the_table_of_sections_is_refused_or_harmless()
    {
        var table = (int)BitConverter.ToUInt64(Library, 0x28);
        Gen.Select(Gen.Int[table, Library.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                byte[] damaged = [.. Library];
                damaged[at] = value;
                try
                {
                    Assert.Equal(damaged.Length, GlibcxxPatch.Apply(damaged).Length);
                }
                catch (InvalidDataException)
                {
                }
            },
            iter: 60);
    }
}
