using System.Collections.Concurrent;
using System.Diagnostics;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>A server as a process of its own, as people run it, with the last lines that it said.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private const int Kept = 60;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ChildServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The end of what it said.</summary>
    public string Tail => string.Join('\n', _lines);

    /// <summary>Starts it and waits until its <c>/health</c> answers.</summary>
    public static async Task<ChildServer> StartAsync(
        string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, Uri address, TimeSpan within)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ChildServer(Process.Start(start)!);
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(server._process.HasExited, $"{program} ended by itself:\n{server.Tail}");
                return await IsHealthyAsync(address);
            },
            within,
            () => $"{program} did not answer at {address}:\n{server.Tail}");
        return server;
    }

    /// <summary><c>kill -9</c>, with everything that it has started.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsHealthyAsync(Uri address)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(address, "health"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > Kept)
        {
            _lines.TryDequeue(out _);
        }
    }
}
