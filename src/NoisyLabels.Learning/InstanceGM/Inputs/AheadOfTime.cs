using System.Collections.Concurrent;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>Makes items on a thread of its own while the caller works on those before.</summary>
internal static class AheadOfTime
{
    /// <summary>Items that wait at most.</summary>
    private const int Ahead = 4;

    /// <summary>
    /// Calls <paramref name="make"/> with 0 to count − 1, in order; an exception in it comes out here.
    /// </summary>
    public static IEnumerable<T> Make<T>(int count, Func<int, T> make)
    {
        using var stopping = new CancellationTokenSource();
        using var queue = new BlockingCollection<T>(Ahead);
        var worker = Task.Factory.StartNew(
            Produce, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var item in queue.GetConsumingEnumerable())
            {
                yield return item;
            }

            worker.GetAwaiter().GetResult();
        }
        finally
        {
            stopping.Cancel();
            ((IAsyncResult)worker).AsyncWaitHandle.WaitOne();
        }

        void Produce()
        {
            try
            {
                for (var i = 0; i < count && !stopping.IsCancellationRequested; i++)
                {
                    queue.Add(make(i), stopping.Token);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Whoever took the items wants no more.
            }
            finally
            {
                queue.CompleteAdding();
            }
        }
    }
}
