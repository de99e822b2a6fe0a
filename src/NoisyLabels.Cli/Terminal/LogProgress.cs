
namespace NoisyLabels.Cli.Terminal;

/// <summary>Progress in a log: a line now and then, so that a long run can be seen to live.</summary>
internal sealed class LogProgress(TextWriter writer, TimeProvider clock) : IProgress<WorkProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private ProgressMeter _meter = new(clock);
    private long _lastLine = clock.GetTimestamp();
    private string? _phase;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (_phase != value.Phase)
            {
                (_phase, _meter) = (value.Phase, new ProgressMeter(clock));
            }

            _meter.Report(value);
            if (clock.GetElapsedTime(_lastLine) >= Interval)
            {
                _lastLine = clock.GetTimestamp();
                writer.WriteLine($"{value.Phase}: {_meter}");
            }
        }
    }
}
