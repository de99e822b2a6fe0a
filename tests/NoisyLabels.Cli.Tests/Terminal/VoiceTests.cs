using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests.Terminal;

public sealed class VoiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task Work_that_does_not_hear_that_it_is_to_stop_is_left()
    {
        var clock = new FakeTimeProvider();
        using var asked = new CancellationTokenSource();
        using var done = new ManualResetEventSlim();
        var console = CliConsole.Of(TextWriter.Null, TextWriter.Null, clock);
        var work = await StartAsync(console, done, asked.Token);
        clock.Advance(TimeSpan.FromHours(1));
        await asked.CancelAsync();
        clock.Advance(Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(work.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(console.IsWorkLeft);
        done.Set();
    }

    [Fact]
    public async Task Work_that_ends_in_time_has_its_result()
    {
        using var asked = new CancellationTokenSource();
        using var done = new ManualResetEventSlim();
        var console = CliConsole.Of(TextWriter.Null, TextWriter.Null, new FakeTimeProvider());
        var work = await StartAsync(console, done, asked.Token);
        await asked.CancelAsync();
        done.Set();
        Assert.Equal(1, await work);
        Assert.False(console.IsWorkLeft);
    }

    /// <returns>Work that has begun, and goes on until it is done.</returns>
    private static async Task<Task<int>> StartAsync(
        CliConsole console, ManualResetEventSlim done, CancellationToken asked)
    {
        var begun = new TaskCompletionSource();
        var work = new Voice(console, isJson: false, isQuiet: true).WorkAsync(
            _ =>
            {
                begun.SetResult();
                done.Wait(TestContext.Current.CancellationToken);
                return 1;
            },
            Patience,
            asked);
        await begun.Task;
        return work;
    }
}
