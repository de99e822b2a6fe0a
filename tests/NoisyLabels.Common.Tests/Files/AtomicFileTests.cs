using NoisyLabels.Common.Files;
using NoisyLabels.Testing;

namespace NoisyLabels.Common.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "below", "file.bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_with_its_folder_and_replaced()
    {
        AtomicFile.Write(Target, "first"u8.ToArray());
        AtomicFile.Write(Target, "second"u8.ToArray());

        Assert.Equal("second", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public void A_writing_that_fails_leaves_what_was_there_and_nothing_else()
    {
        AtomicFile.Write(Target, "first"u8.ToArray());

        Assert.Throws<IOException>(() => AtomicFile.Write(Target, file =>
        {
            file.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("first", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_file_that_came_meanwhile_is_kept_when_nothing_may_be_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);

        await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(
            Target,
            file =>
            {
                File.WriteAllText(Target, "somebody else's");
                return file.WriteAsync("ours"u8.ToArray(), TestContext.Current.CancellationToken).AsTask();
            },
            overwrite: false));

        Assert.Equal("somebody else's", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_folder_that_somebody_mistyped_is_not_made()
    {
        await Assert.ThrowsAsync<DirectoryNotFoundException>(
            () => AtomicFile.WriteAsync(Target, _ => Task.CompletedTask, overwrite: true));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
