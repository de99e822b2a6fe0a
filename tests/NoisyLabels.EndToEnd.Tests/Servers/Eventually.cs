using System.Diagnostics;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>Waits for something that other processes bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    /// <param name="what">Said when it did not come: what was waited for, and what was seen instead.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan within, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pulse);
        while (!await condition())
        {
            Assert.True(watch.Elapsed < within, what());
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
