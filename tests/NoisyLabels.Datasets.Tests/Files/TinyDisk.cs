using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Files;

/// <summary>
/// A small file system in memory, to be full or read-only. Skips the test where nobody may mount one.
/// </summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string _path;

    private TinyDisk(string path) => _path = path;

    public static TinyDisk Mount(TemporaryFolder folder, string name, string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small file systems are mounted on Linux only.");
        var path = folder.CreateFolder(name);
        Assert.SkipUnless(
            Shell.Run($"mount -t tmpfs -o size={size} tmpfs '{path}'") == 0, "Mounting needs root's rights.");
        return new TinyDisk(path);
    }

    public void MakeReadOnly() => Assert.Equal(0, Shell.Run($"mount -o remount,ro '{_path}'"));

    public void Dispose() => Shell.Run($"umount -l '{_path}'");
}
