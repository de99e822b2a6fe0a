using System.Text.Json;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Processes;

public sealed class InterruptionTests : IDisposable
{
    /// <summary>More than the cache's file has without any features.</summary>
    private const long BytesWithFeatures = 48 << 10;

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_results_and_a_second_run_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill, which Windows lacks.");
        TinyImages.WriteFolderPerClass(_folder["pets"], 60, "a", "b");
        var before = _folder.Files();
        string[] args =
        [
            "find",
            _folder["pets"],
            "--output",
            _folder["out"],
            "--size",
            "224",
            "--threads",
            "1",
            "--json",
        ];

        using var process = ChildProcess.StartWithCache(_cache.Path, args);
        await FeaturesAreWritten();
        process.Interrupt();
        var result = (await process.EndAsync()).ShouldEndWith(ExitCodes.Interrupted);

        Assert.Contains("Interrupted", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before, _folder.Files());

        using var second = ChildProcess.StartWithCache(_cache.Path, args);
        (await second.EndAsync()).ShouldEndWith(ExitCodes.Done);
        using var run = JsonDocument.Parse(
            await File.ReadAllTextAsync(_folder["out/run.json"], TestContext.Current.CancellationToken));
        Assert.InRange(run.RootElement.GetProperty("features_from_cache").GetInt32(), 1, 119);
    }

    private async Task FeaturesAreWritten()
    {
        var seen = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(_cache.Path, "features*") { EnableRaisingEvents = true };
        watcher.Changed += (_, change) =>
        {
            if (new FileInfo(change.FullPath) is { Exists: true, Length: > BytesWithFeatures })
            {
                seen.TrySetResult();
            }
        };
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
