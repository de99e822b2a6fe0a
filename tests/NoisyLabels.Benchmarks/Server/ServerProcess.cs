using System.Diagnostics;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>A server as people run it: a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder? _data;
    private readonly Process _process;

    private ServerProcess(ProcessStartInfo start, Uri address, TemporaryFolder? data)
    {
        (Address, _data) = (address, data);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start.");
        _process.OutputDataReceived += (_, line) =>
        {
            // It says something of each training; what went wrong inside it is worth a look.
            if (line.Data?.Contains(" fail: ", StringComparison.Ordinal) is true)
            {
                Console.WriteLine(line.Data);
            }
        };
        _process.BeginOutputReadLine();
        if (start.RedirectStandardError)
        {
            _process.BeginErrorReadLine();
        }
    }

    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "noisylabels.exe" : "noisylabels");

    public Uri Address { get; }

    public long MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static Uri FreeAddress() => new($"http://127.0.0.1:{Loopback.FreePort()}/");

    /// <summary>The product's server, which knows a Label Studio or none.</summary>
    public static Task<ServerProcess> StartAsync(Uri? labelStudio = null, string? apiKey = null)
    {
        var (address, data) = (FreeAddress(), new TemporaryFolder());
        var start = new ProcessStartInfo(
            Program, ["serve", "--urls", address.AbsoluteUri.TrimEnd('/'), "--data", data["data"]])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["LABEL_STUDIO_URL"] = labelStudio?.AbsoluteUri;
        start.Environment["LABEL_STUDIO_API_KEY"] = apiKey;
        return StartAsync(start, address, Patience, data);
    }

    /// <summary>Waits until its <c>/health</c> answers.</summary>
    /// <param name="data">Goes with the process.</param>
    public static async Task<ServerProcess> StartAsync(
        ProcessStartInfo start, Uri address, TimeSpan within, TemporaryFolder? data = null)
    {
        var server = new ServerProcess(start, address, data);
        try
        {
            using var client = new LoadClient(server.Address, connections: 1);
            await Waiting.UntilAsync(
                () => server.IsHealthyAsync(client), within, $"{start.FileName} did not answer at {address}.");
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _data?.Dispose();
    }

    private async Task<bool> IsHealthyAsync(LoadClient client)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended by itself, with {_process.ExitCode}.");
        }

        try
        {
            await client.HealthAsync();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
