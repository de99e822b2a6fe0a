using System.CommandLine;

namespace NoisyLabels.Cli.Terminal;

/// <summary>
/// How one invocation speaks: as text or JSON on stdout, with or without remarks and progress on stderr.
/// </summary>
internal sealed class Voice(CliConsole console, bool isJson, bool isQuiet)
{
    public CliConsole Console => console;

    public bool IsJson => isJson;

    public static Voice Of(CliConsole console, ParseResult parse) => new(
        console,
        parse.GetValue<bool>(GlobalOptions.Json),
        parse.GetValue<bool>(GlobalOptions.Quiet));

    /// <summary>The result, once: <paramref name="value"/> as JSON, or what <paramref name="write"/> prints.</summary>
    public void Result<T>(T value, Action<CliConsole.Stream> write)
    {
        if (isJson)
        {
            console.Output.WriteLine(JsonOutput.Of(value));
        }
        else
        {
            write(console.Output);
        }
    }

    /// <summary>A remark for a person who watches.</summary>
    public void Remark(string line)
    {
        if (!isQuiet)
        {
            console.Error.WriteLine(line);
        }
    }

    /// <summary>Things that went wrong without harming the result; shown even when quiet.</summary>
    public void Warn(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            console.Error.WriteLine("noisylabels: " + PlainText.Visible(sentence));
        }
    }

    /// <summary>Runs the library on a thread of its own and shows how far it has come.</summary>
    public Task<T> WorkAsync<T>(Func<IProgress<WorkProgress>, T> work, CancellationToken token) =>
        FollowAsync(progress => OnItsOwn(work, progress, token));

    /// <summary>
    /// The same for work that may be left in the middle of anything, as <c>kill -9</c> leaves it: a step of a wide network
    /// is one call that nobody can interrupt.
    /// </summary>
    /// <param name="patience">How long it may go on after it was asked to stop.</param>
    public Task<T> WorkAsync<T>(Func<IProgress<WorkProgress>, T> work, TimeSpan patience, CancellationToken token) =>
        FollowAsync(async progress =>
        {
            using var leaving = new CancellationTokenSource(Timeout.InfiniteTimeSpan, console.Clock);
            await using var asked = token.Register(() => leaving.CancelAfter(patience));
            var working = OnItsOwn(work, progress, token);
            try
            {
                return await working.WaitAsync(leaving.Token);
            }
            finally
            {
                console.IsWorkLeft = !working.IsCompleted;
            }
        });

    /// <summary>The same for work that waits for other machines more than it computes.</summary>
    public Task<T> FollowAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work) =>
        isQuiet ? work(new NoProgress())
        : console.Error.IsTerminal ? LiveProgress.ShowAsync(console.Error.Ansi, console.Clock, work)
        : work(new LogProgress(console.Error.Writer, console.Clock));

    private static Task<T> OnItsOwn<T>(
        Func<IProgress<WorkProgress>, T> work, IProgress<WorkProgress> progress, CancellationToken token) =>
        Task.Factory.StartNew(() => work(progress), token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class NoProgress : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
        }
    }
}
