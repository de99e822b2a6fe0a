using System.Globalization;

namespace NoisyLabels.Cli.Terminal;

/// <summary>Rate and time left of one phase, from what was reported in the last seconds.</summary>
internal sealed class ProgressMeter(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(0.25);

    /// <summary>A slower rate would be shown as 0.</summary>
    private const double MinRate = 0.05;

    private readonly Queue<(TimeSpan Time, long Done)> _samples = new();
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _lastSample = -Spacing;
    private WorkProgress _last;

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    public void Report(WorkProgress progress)
    {
        _last = progress;
        var now = Elapsed;
        if (now - _lastSample < Spacing)
        {
            return;
        }

        _samples.Enqueue((now, progress.Done));
        _lastSample = now;
        while (_samples.Count > 2 && now - _samples.Peek().Time > Window)
        {
            _samples.Dequeue();
        }
    }

    /// <summary>Units a second; null until there is something to measure.</summary>
    public double? Rate
    {
        get
        {
            if (!_samples.TryPeek(out var first))
            {
                return null;
            }

            var (seconds, done) = ((Elapsed - first.Time).TotalSeconds, _last.Done - first.Done);
            return seconds >= Spacing.TotalSeconds && done > 0 ? done / seconds : null;
        }
    }

    /// <summary>Time to the end of the phase at the present rate; null where the end or the rate is unknown.</summary>
    public TimeSpan? Remaining =>
        _last.Total is { } total && Rate is { } rate ? TimeSpan.FromSeconds((total - _last.Done) / rate) : null;

    /// <summary>For a person: <c>6,312 of 10,000 images, 148 images/s, 0:25 left</c>.</summary>
    public override string ToString()
    {
        List<string> parts =
        [
            _last.Total is { } total ? $"{_last.Done:N0} of {total:N0} {_last.Unit}" : $"{_last.Done:N0} {_last.Unit}",
        ];
        var isDone = _last.Done == _last.Total;
        if (isDone)
        {
            parts.Add($"{Clock(Elapsed)}");
        }
        else if (Rate is { } rate)
        {
            if (rate >= MinRate)
            {
                parts.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(rate < 10 ? Math.Round(rate, 1) : Math.Round(rate)):#,0.#} {_last.Unit}/s"));
            }

            if (Remaining is { } left)
            {
                parts.Add($"{Clock(left)} left");
            }
        }

        return string.Join(", ", parts);
    }

    /// <summary>Minutes and seconds, with hours where there are any.</summary>
    public static string Clock(TimeSpan time) =>
        time.TotalHours >= 1
            ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
            : $"{time.Minutes}:{time.Seconds:00}";
}
