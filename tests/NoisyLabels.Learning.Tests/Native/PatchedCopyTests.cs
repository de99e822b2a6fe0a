using NoisyLabels.Learning.Native;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Native;

public sealed class PatchedCopyTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public PatchedCopyTests() => Assert.SkipUnless(File.Exists(TorchLibrary.Path), TorchLibrary.AbsentReason);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_copy_is_the_patched_library()
    {
        var copy = TorchRuntime.PatchedCopy(TorchLibrary.Path, _folder["native"]);

        Assert.Equal(_folder["native"], Path.GetDirectoryName(copy));
        Assert.Equal(GlibcxxPatch.Apply(File.ReadAllBytes(TorchLibrary.Path)), File.ReadAllBytes(copy));
    }

    [Fact]
    public void The_copy_is_made_once_and_nothing_else_is_left()
    {
        var copy = TorchRuntime.PatchedCopy(TorchLibrary.Path, _folder.Path);
        File.SetLastWriteTimeUtc(copy, LongAgo);

        Assert.Equal(copy, TorchRuntime.PatchedCopy(TorchLibrary.Path, _folder.Path));
        Assert.Equal(LongAgo, File.GetLastWriteTimeUtc(copy));
        Assert.Equal([Path.GetFileName(copy)], _folder.Files());
    }

    [Fact]
    public void A_damaged_copy_is_made_anew()
    {
        var copy = TorchRuntime.PatchedCopy(TorchLibrary.Path, _folder.Path);
        var sound = File.ReadAllBytes(copy);
        File.WriteAllBytes(copy, sound.AsSpan(0, sound.Length / 2));

        TorchRuntime.PatchedCopy(TorchLibrary.Path, _folder.Path);

        Assert.Equal(sound, File.ReadAllBytes(copy));
    }

    [Fact]
    public void Another_library_is_refused_with_a_remedy()
    {
        var other = _folder.Write("libLibTorchSharp.so", "another version");

        var refused = Assert.Throws<UserErrorException>(() => TorchRuntime.PatchedCopy(other, _folder["native"]));

        Assert.StartsWith($"{other} does not load with this system's libstdc++", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Install a libstdc++ of GCC 13 or later", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["native"]));
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_written_is_named_with_a_remedy()
    {
        var file = _folder.Write("cache", "a file where the folder should be");

        var refused = Assert.Throws<UserErrorException>(() => TorchRuntime.PatchedCopy(TorchLibrary.Path, file));

        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains("NOISYLABELS_CACHE", refused.Message, StringComparison.Ordinal);
    }
}
