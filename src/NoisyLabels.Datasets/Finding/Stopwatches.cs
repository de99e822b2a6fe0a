namespace NoisyLabels.Datasets.Finding;

/// <summary>Seconds of each phase of a run, by its name.</summary>
internal sealed class Stopwatches(TimeProvider time)
{
    private readonly Dictionary<string, double> _seconds = [];

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public T Measure<T>(string phase, Func<T> work)
    {
        var started = time.GetTimestamp();
        var result = work();
        _seconds[phase] = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
        return result;
    }
}
