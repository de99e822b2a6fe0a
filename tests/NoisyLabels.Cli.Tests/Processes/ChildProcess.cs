using System.Diagnostics;

namespace NoisyLabels.Cli.Tests.Processes;

/// <summary>Starts the program as a user does: as a process of its own.</summary>
internal static class ChildProcess
{
    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "noisylabels.exe" : "noisylabels");

    public static Process Start(params IReadOnlyList<string> args) => Process.Start(WithArguments(args))!;

    /// <summary>Starts it with a cache of its own.</summary>
    public static Process StartWithCache(string cache, params IReadOnlyList<string> args)
    {
        var start = WithArguments(args);
        start.Environment["NOISYLABELS_CACHE"] = cache;
        return Process.Start(start)!;
    }

    public static async Task<CliResult> EndAsync(this Process process)
    {
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(token),
            process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Sends Ctrl-C.</summary>
    public static void Interrupt(this Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static ProcessStartInfo WithArguments(IReadOnlyList<string> args) => new(Executable, args)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
