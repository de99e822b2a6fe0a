using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class ProgressMeterTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Nothing_is_said_about_rate_and_end_before_something_was_measured()
    {
        var meter = new ProgressMeter(_clock);
        meter.Report(new WorkProgress("features", 0, 10_000, "images"));

        Assert.Null(meter.Rate);
        Assert.Equal("0 of 10,000 images", meter.ToString());
    }

    [Fact]
    public void Rate_and_time_left_follow_what_was_done()
    {
        var meter = Run(seconds: 10, perSecond: 100, total: 10_000);

        Assert.Equal(100, meter.Rate!.Value, 6);
        Assert.Equal("1,000 of 10,000 images, 100 images/s, 1:30 left", meter.ToString());
    }

    [Fact]
    public void An_old_burst_from_the_cache_is_forgotten()
    {
        var meter = new ProgressMeter(_clock);
        meter.Report(new WorkProgress("features", 0, 10_000, "images"));
        _clock.Advance(1);
        for (var second = 0; second <= 30; second++)
        {
            meter.Report(new WorkProgress("features", 5_000 + (second * 10), 10_000, "images"));
            _clock.Advance(1);
        }

        Assert.InRange(meter.Rate!.Value, 9, 11);
    }

    [Fact]
    public void A_rate_that_rounds_to_nothing_is_not_shown()
    {
        var meter = new ProgressMeter(_clock);
        meter.Report(new WorkProgress("learning", 0, 5, "steps"));
        _clock.Advance(30);
        meter.Report(new WorkProgress("learning", 1, 5, "steps"));

        Assert.Equal("1 of 5 steps, 2:00 left", meter.ToString());
    }

    [Fact]
    public void A_finished_phase_tells_how_long_it_took()
    {
        var meter = Run(seconds: 75, perSecond: 2, total: 150);

        Assert.Equal("150 of 150 images, 1:15", meter.ToString());
    }

    [Fact]
    public void Without_a_total_there_is_no_end()
    {
        var meter = Run(seconds: 4, perSecond: 3, total: null);

        Assert.Null(meter.Remaining);
        Assert.Equal("12 images, 3 images/s", meter.ToString());
    }

    [Theory]
    [InlineData(0.4, "0:00")]
    [InlineData(61, "1:01")]
    [InlineData(3599, "59:59")]
    [InlineData(90061, "25:01:01")]
    public void Times_read_as_on_a_clock(double seconds, string text) =>
        Assert.Equal(text, ProgressMeter.Clock(TimeSpan.FromSeconds(seconds)));

    private ProgressMeter Run(int seconds, int perSecond, long? total)
    {
        var meter = new ProgressMeter(_clock);
        meter.Report(new WorkProgress("features", 0, total, "images"));
        for (var second = 1; second <= seconds; second++)
        {
            _clock.Advance(1);
            meter.Report(new WorkProgress("features", second * perSecond, total, "images"));
        }

        return meter;
    }
}
