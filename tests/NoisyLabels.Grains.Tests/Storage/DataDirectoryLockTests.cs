using System.Diagnostics;
using System.Globalization;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage;

public sealed class DataDirectoryLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_copy_refuses_in_one_sentence_until_the_first_has_ended()
    {
        using (DataDirectoryLock.Take(_folder["data"]))
        {
            var error = Assert.Throws<UserErrorException>(() => DataDirectoryLock.Take(_folder["data"]));
            Assert.StartsWith("Another process works on the data directory", error.Message, StringComparison.Ordinal);
        }

        DataDirectoryLock.Take(_folder["data"]).Dispose();
    }

    [Fact]
    public void The_file_says_who_holds_it()
    {
        DataDirectoryLock.Take(_folder.Path).Dispose();
        var words = File.ReadAllText(_folder[".lock"]).Split(' ');
        Assert.Equal(Environment.ProcessId, int.Parse(words[0], CultureInfo.InvariantCulture));
        Assert.True(DateTimeOffset.TryParse(words[1], CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public async Task The_lock_of_a_process_that_was_killed_is_free()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "flock is a tool of Linux.");
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec 9>'{_folder[".lock"]}'; flock -n 9; echo held; exec sleep 600");
        using var other = Process.Start(start)!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Throws<UserErrorException>(() => DataDirectoryLock.Take(_folder.Path));

        other.Kill();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        DataDirectoryLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_no_other_process()
    {
        _folder.Write("file", "");
        var error = Assert.Throws<UserErrorException>(() => DataDirectoryLock.Take(_folder["file/data"]));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }
}
