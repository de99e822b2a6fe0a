using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>One attempt that waits for its end.</summary>
internal sealed class StartedTraining(
    TrainingTicket ticket, IProgress<TrainingProgress> progress, CancellationToken cancellation)
{
    private static int _count;

    private readonly TaskCompletionSource<TrainingOutcome> _end =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Order { get; } = Interlocked.Increment(ref _count);

    public TrainingTicket Ticket => ticket;

    public CancellationToken Cancellation => cancellation;

    public bool HasEnded => _end.Task.IsCompleted;

    public static TrainingOutcome Model(bool isNotWorse = true) => new()
    {
        HasModel = true,
        IsNotWorse = isNotWorse,
        Labelled = 20,
        Images = 30,
        Suspected = 2,
    };

    public void Report(TrainingProgress value) => progress.Report(value);

    public void End(TrainingOutcome? outcome = null) => _end.TrySetResult(outcome ?? Model());

    public void Fail(Exception exception) => _end.TrySetException(exception);

    public void Abandon() => _end.TrySetCanceled(CancellationToken.None);

    internal TrainingOutcome Wait() => _end.Task.GetAwaiter().GetResult();
}
