namespace NoisyLabels.Cli.Tests.Terminal;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan _time = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _time.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _time;

    public void Advance(double seconds) => _time += TimeSpan.FromSeconds(seconds);
}
