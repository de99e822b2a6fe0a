using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class LogProgressTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _log = new() { NewLine = "\n" };

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_short_run_leaves_no_line()
    {
        Report(seconds: 9);

        Assert.Empty(_log.ToString());
    }

    [Fact]
    public void A_long_run_leaves_a_line_every_ten_seconds()
    {
        Report(seconds: 35);

        Assert.Equal(
            ["features: 10 of 100 images, 1 images/s, 1:30 left", "features: 20 of 100 images, 1 images/s, 1:20 left",
                "features: 30 of 100 images, 1 images/s, 1:10 left"],
            _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_new_phase_counts_its_own_rate()
    {
        Report(seconds: 9);
        var progress = new LogProgress(_log, _clock);
        progress.Report(new WorkProgress("features", 1_000_000, 1_000_000, "images"));
        progress.Report(new WorkProgress("heads", 0, 30, "rounds"));
        _clock.Advance(12);
        progress.Report(new WorkProgress("heads", 6, 30, "rounds"));

        Assert.Equal("heads: 6 of 30 rounds, 0.5 rounds/s, 0:48 left\n", _log.ToString());
    }

    private void Report(int seconds)
    {
        var progress = new LogProgress(_log, _clock);
        for (var second = 0; second <= seconds; second++)
        {
            progress.Report(new WorkProgress("features", second, 100, "images"));
            _clock.Advance(1);
        }
    }
}
