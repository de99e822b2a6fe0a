using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>The server as people run it: a process of its own, here on a data directory that goes with it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _data = new();
    private readonly Process _process;

    private ServerProcess(Uri address)
    {
        Address = address;
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "noisylabels.exe" : "noisylabels"),
            ["serve", "--urls", address.AbsoluteUri.TrimEnd('/'), "--data", _data["data"]])
        {
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("LABEL_STUDIO_URL");
        start.Environment.Remove("LABEL_STUDIO_API_KEY");

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
    }

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

    public static async Task<ServerProcess> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new ServerProcess(new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            using var client = new LoadClient(server.Address, connections: 1);
            await Waiting.UntilAsync(() => server.IsHealthyAsync(client), Patience, "The server did not start.");
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
        _data.Dispose();
    }

    private async Task<bool> IsHealthyAsync(LoadClient client)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The server ended by itself, with {_process.ExitCode}.");
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
