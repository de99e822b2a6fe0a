using System.Runtime.ExceptionServices;

namespace NoisyLabels.Learning.Features.Extraction;

/// <summary>
/// Threads of one piece of work: when one fails, all stop, and the failure comes out at <see cref="Join"/>.
/// </summary>
internal sealed class WorkerThreads : IDisposable
{
    private readonly List<Thread> _threads = [];
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _stop;
    private ExceptionDispatchInfo? _failure;

    public WorkerThreads(CancellationToken cancellation) =>
        (_cancelled, _stop) = (cancellation, CancellationTokenSource.CreateLinkedTokenSource(cancellation));

    /// <summary>Raised by the caller's cancellation and by the first failure.</summary>
    public CancellationToken Stopping => _stop.Token;

    public void Start(string name, int count, Action work)
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(() => Run(work)) { Name = name, IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Waits for all threads.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public void Join()
    {
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _failure?.Throw();
        _cancelled.ThrowIfCancellationRequested();
    }

    public void Dispose() => _stop.Dispose();

    private void Run(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            _stop.Cancel();
        }
    }
}
