namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// Counts the work done, and tells how far the training has come and how long the rest will take. The first step does not
/// count for the pace, as the libraries make their workspace in it.
/// </summary>
internal sealed class StepClock(WorkModel work, TimeProvider time, IProgress<WorkProgress>? progress)
{
    private readonly long _started = time.GetTimestamp();
    private (double Work, TimeSpan Time)? _first;
    private double _done;
    private double _before;
    private double _total;
    private string _phase = "";

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>What an earlier process did of this run counts as done, but not for the pace.</summary>
    public void SkipTo(int epoch, double labelledShare) =>
        _before = Enumerable.Range(0, epoch).Sum(e => work.Epoch(e, labelledShare));

    /// <param name="planned">Work of the epoch that begins.</param>
    public void BeginEpoch(int epoch, double planned, double labelledShare) =>
        (_phase, _total) = ($"epoch {epoch + 1}", _before + _done + planned + work.Epochs(epoch + 1, labelledShare));

    public void Advance(double passes)
    {
        _done += passes;
        _first ??= (passes, Elapsed);
        progress?.Report(new(_phase, (long)Math.Round(_before + _done), (long)Math.Round(_total), "image passes"));
    }

    // remaining = time · work left / work done
    public TimeSpan Remaining(int nextEpoch, double labelledShare)
    {
        var first = _first is { } step && step.Work < _done ? step : default;
        return _done > 0
            ? (Elapsed - first.Time) * (work.Epochs(nextEpoch, labelledShare) / (_done - first.Work))
            : TimeSpan.Zero;
    }
}
