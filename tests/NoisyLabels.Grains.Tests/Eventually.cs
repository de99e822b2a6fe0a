namespace NoisyLabels.Grains.Tests;

/// <summary>Waits for what others do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>The first value that holds.</returns>
    public static async Task<T> Is<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            var value = await read();
            if (holds(value))
            {
                return value;
            }

            Assert.False(deadline.IsCancellationRequested, $"It never came true; the last value was {value}.");
            await Task.Delay(50, deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
