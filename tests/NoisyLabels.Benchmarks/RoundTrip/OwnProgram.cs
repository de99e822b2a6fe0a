using System.Diagnostics;
using NoisyLabels.Benchmarks.Server;

namespace NoisyLabels.Benchmarks.RoundTrip;

/// <summary>The product's program, run as people run it: its start is part of what a step takes.</summary>
internal static class OwnProgram
{
    /// <returns>How long it took, from its start to its end.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<TimeSpan> RunAsync(params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(ServerProcess.Program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LABEL_STUDIO_API_KEY"] = LabelStudioProcess.Token;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var took = watch.Elapsed;
        return process.ExitCode == 0
            ? took
            : throw new InvalidOperationException(
                $"noisylabels {string.Join(' ', args)} ended with {process.ExitCode}:\n{said}{await complaints}");
    }
}
