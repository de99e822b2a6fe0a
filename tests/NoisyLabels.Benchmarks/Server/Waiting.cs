using System.Diagnostics;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>Waits for what the server brings about.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(200);

    /// <exception cref="TimeoutException">It did not come; the message is <paramref name="what"/>.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan within, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > within)
            {
                throw new TimeoutException(what);
            }

            await Task.Delay(Pulse);
        }
    }
}
