using System.Diagnostics;
using NoisyLabels.Testing;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>
/// The real Label Studio of <c>../shared/label-studio</c>, on loopback. Its first start migrates a data directory, which
/// takes a minute; that is done once a machine, and copied.
/// </summary>
internal sealed class RealLabelStudio : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef01234567";

    public const string User = "admin@example.com";

    public const string Password = "noisylabels1";

    private readonly ChildServer _server;
    private readonly TemporaryFolder _folder;

    private RealLabelStudio(ChildServer server, TemporaryFolder folder, Uri address) =>
        (_server, _folder, Address) = (server, folder, address);

    public Uri Address { get; }

    /// <summary>Folder that is served as local files.</summary>
    public string Files => _folder["files"];

    /// <summary>A sentence when it cannot be had here; null when it can.</summary>
    public static string? ReasonAgainst =>
        Script is null ? SharedData.AbsentReason
        : FindPython() is null ? "Label Studio's packages are for CPython 3.11, which is not here."
        : null;

    private static string? Script =>
        SharedData.Root is { } root && Path.Combine(root, "label-studio", "start.sh") is var path && File.Exists(path)
            ? path
            : null;

    /// <param name="options"><c>--strict</c>, <c>--no-legacy-token</c>.</param>
    public static async Task<RealLabelStudio> StartAsync(params IReadOnlyList<string> options)
    {
        Assert.SkipWhen(ReasonAgainst is not null, ReasonAgainst ?? "");
        var folder = new TemporaryFolder();
        folder.CreateFolder("files");
        CopyFolder(await TemplateAsync(options), folder["data"]);
        var (server, address) = await RunAsync(folder["data"], folder["files"], options);
        return new RealLabelStudio(server, folder, address);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<string> TemplateAsync(IReadOnlyList<string> options)
    {
        var name = $"label-studio-1.23.2{string.Concat(options.Where(option => option == "--no-legacy-token"))}";
        var template = Path.Combine(Path.GetTempPath(), "noisylabels-test-data", name);
        if (Directory.Exists(template))
        {
            return template;
        }

        var partial = Directory.CreateTempSubdirectory("noisylabels-ls-").FullName;
        var (server, _) = await RunAsync(partial, partial, options);
        await server.StopAsync();
        await server.DisposeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(template)!);
        Directory.Move(partial, template);
        return template;
    }

    private static async Task<(ChildServer Server, Uri Address)> RunAsync(
        string data, string files, IReadOnlyList<string> options)
    {
        var port = Loopback.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var server = await ChildServer.StartAsync(
            "bash",
            [Script!, "--dir", data, "--port", $"{port}", "--files", files, .. options],
            new Dictionary<string, string> { ["PATH"] = $"{FindPython()}:{Environment.GetEnvironmentVariable("PATH")}" },
            address,
            TimeSpan.FromMinutes(8));
        return (server, address);
    }

    /// <summary>The folder of a python3 that is 3.11.</summary>
    private static string? FindPython()
    {
        var candidates = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin");
        return candidates.FirstOrDefault(folder => IsPython311(Path.Combine(folder, "python3")));
    }

    private static bool IsPython311(string program)
    {
        if (!File.Exists(program))
        {
            return false;
        }

        var start = new ProcessStartInfo(program, ["-c", "import sys, ensurepip; print(sys.version_info[:2])"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var version = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return version.Contains("(3, 11)", StringComparison.Ordinal);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
