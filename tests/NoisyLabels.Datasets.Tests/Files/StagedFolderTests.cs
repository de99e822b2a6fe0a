using NoisyLabels.Datasets.Files;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Files;

public sealed class StagedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_is_seen_before_the_commit_and_everything_after_it()
    {
        using var staged = new StagedFolder(_folder["a/b/out"]);
        File.WriteAllText(Path.Combine(staged.Path, "x"), "new");

        Assert.False(Directory.Exists(_folder["a/b/out"]));

        staged.Commit();

        Assert.Equal(["a/b/out/x"], _folder.Files());
    }

    [Fact]
    public void Without_commit_nothing_remains()
    {
        using (var staged = new StagedFolder(_folder["a/b/out"]))
        {
            File.WriteAllText(Path.Combine(staged.Path, "x"), "new");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_lay_there_is_replaced_by_a_commit_only()
    {
        _folder.Write("out/old", "old");
        using (new StagedFolder(_folder["out"]))
        {
            // Given up.
        }

        Assert.Equal(["out/old"], _folder.Files());

        using (var staged = new StagedFolder(_folder["out"]))
        {
            File.WriteAllText(Path.Combine(staged.Path, "new"), "new");
            staged.Commit();
        }

        Assert.Equal(["out/new"], _folder.Files());
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_link_to_the_target_stays_a_link()
    {
        _folder.CreateFolder("real");
        Directory.CreateSymbolicLink(_folder["alias"], "real");

        using (var staged = new StagedFolder(_folder["alias"]))
        {
            File.WriteAllText(Path.Combine(staged.Path, "x"), "new");
            staged.Commit();
        }

        Assert.Equal("real", new DirectoryInfo(_folder["alias"]).LinkTarget);
        Assert.True(File.Exists(_folder["real/x"]));
    }

    [Fact]
    public void A_mount_point_is_filled_from_inside()
    {
        using var mount = TinyDisk.Mount(_folder, "disk", "256k");
        _folder.Write("disk/old", "old");
        _folder.Write("disk/deep/old", "old");

        using (var staged = new StagedFolder(_folder["disk"]))
        {
            File.WriteAllText(Path.Combine(staged.Path, "new"), "new");
            Directory.CreateDirectory(Path.Combine(staged.Path, "folder"));
            staged.Commit();
        }

        Assert.Equal(
            ["folder", "new"], Directory.EnumerateFileSystemEntries(_folder["disk"]).Select(Path.GetFileName).Order(
                StringComparer.Ordinal));
    }

    [Fact]
    public void A_mount_point_that_is_not_committed_keeps_what_it_has()
    {
        using var mount = TinyDisk.Mount(_folder, "disk", "256k");
        _folder.Write("disk/old", "old");

        using (var staged = new StagedFolder(_folder["disk"]))
        {
            File.WriteAllText(Path.Combine(staged.Path, "new"), "new");
        }

        Assert.Equal(["old"], Directory.EnumerateFileSystemEntries(_folder["disk"]).Select(Path.GetFileName));
    }
}
