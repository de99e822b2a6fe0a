namespace NoisyLabels.Server.Tests;

internal static class Until
{
    /// <summary>Waits for something that happens on another thread, ten seconds at most.</summary>
    public static async Task Async(Func<bool> isSo)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(deadline).TotalSeconds < 10, "It did not happen within 10 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }
}
