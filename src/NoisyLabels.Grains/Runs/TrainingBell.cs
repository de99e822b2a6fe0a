namespace NoisyLabels.Grains.Runs;

/// <summary>Wakes the trainer of this silo as soon as a run is queued here; those of other silos look by themselves.</summary>
internal sealed class TrainingBell
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next ring. Take it before looking for work: a ring in between is heard.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
