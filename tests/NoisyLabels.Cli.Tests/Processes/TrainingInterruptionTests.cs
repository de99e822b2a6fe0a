using System.Diagnostics;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Processes;

/// <summary>What a training of InstanceGM leaves behind when it ends before its time, as a user meets it.</summary>
public sealed class TrainingInterruptionTests : IDisposable
{
    private const int Epochs = 120;

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();
    private readonly string _trainings;

    public TrainingInterruptionTests()
    {
        TwoColours.Write(_folder, "pets");
        _trainings = _cache.CreateFolder("trainings");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact(Explicit = true)]
    public async Task A_training_that_was_killed_goes_on_to_the_numbers_of_an_unbroken_one_to_the_bit()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Killing at once is kill -9's.");
        using (var unbroken = Start("unbroken"))
        {
            (await unbroken.EndAsync()).ShouldEndWith(ExitCodes.Done);
        }

        using (var kept = new Checkpoints(_trainings))
        using (var killed = Start("out"))
        {
            await kept.ReachAsync(Epochs / 4);
            killed.Kill(); // SIGKILL: nothing in the process gets to run again
            Assert.NotEqual(ExitCodes.Done, (await killed.EndAsync()).Code);
        }

        Assert.Single(Directory.GetFiles(_trainings, "*.checkpoint"));
        Assert.False(Path.Exists(_folder["out"]));

        using (var kept = new Checkpoints(_trainings))
        using (var second = Start("out"))
        {
            (await second.EndAsync()).ShouldEndWith(ExitCodes.Done);
            Assert.InRange(kept.Count, 1, Epochs - Epochs / 4);
        }

        Assert.Equal(Probabilities("unbroken"), Probabilities("out"));
        Assert.Empty(Directory.GetFiles(_trainings));
    }

    [Fact(Explicit = true)]
    public async Task A_disk_that_fills_during_a_training_costs_no_epoch_but_the_running_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small file systems are mounted on Linux only.");
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", _trainings) == 0, "Mounting needs root's rights.");
        try
        {
            using var kept = new Checkpoints(_trainings);
            using var stopped = Start("out");
            await kept.ReachAsync(3);
            var ballast = FillDisk();
            var refused = (await stopped.EndAsync()).ShouldEndWith(ExitCodes.Failed);

            Assert.Contains("its checkpoint cannot be written", refused.Error, StringComparison.Ordinal);
            Assert.Contains("The checkpoint before it is kept; make room", refused.Error, StringComparison.Ordinal);
            Assert.Single(Directory.GetFiles(_trainings, "*.checkpoint*"));
            Assert.False(Path.Exists(_folder["out"]));

            File.Delete(ballast);
            using var second = Start("out");
            (await second.EndAsync()).ShouldEndWith(ExitCodes.Done);
        }
        finally
        {
            Run("umount", "-l", _trainings);
        }
    }

    private Process Start(string output) => ChildProcess.StartWithCache(
        _cache.Path,
        [
            "find", _folder["pets"], "--output", _folder[output], "--engine", "instancegm", "--epochs", $"{Epochs}",
            "--width", "4", "--train-size", "16", "--threads", "1", "--quiet",
        ]);

    private byte[] Probabilities(string output) => File.ReadAllBytes(Path.Combine(_folder[output], "pred_probs.npy"));

    private string FillDisk()
    {
        var ballast = Path.Combine(_trainings, "ballast");
        using var file = File.Create(ballast, bufferSize: 0);
        var block = new byte[1 << 12];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            return ballast;
        }
    }

    private static int Run(string program, params IReadOnlyList<string> args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Counts the checkpoints that appear in a folder.</summary>
    private sealed class Checkpoints : IDisposable
    {
        private readonly FileSystemWatcher _watcher;
        private readonly SemaphoreSlim _seen = new(0);
        private int _count;

        public Checkpoints(string folder)
        {
            _watcher = new(folder, "*.checkpoint");
            _watcher.Renamed += (_, _) =>
            {
                Interlocked.Increment(ref _count);
                _seen.Release();
            };
            _watcher.EnableRaisingEvents = true;
        }

        public int Count => Volatile.Read(ref _count);

        public async Task ReachAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var isSeen = await _seen.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
                Assert.True(isSeen, $"after {i} checkpoints none came for a minute");
            }
        }

        public void Dispose()
        {
            _watcher.Dispose();
            _seen.Dispose();
        }
    }
}
