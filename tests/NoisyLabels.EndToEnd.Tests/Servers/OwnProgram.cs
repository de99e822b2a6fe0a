using System.Diagnostics;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>The product's program, run once as people run it.</summary>
internal static class OwnProgram
{
    /// <param name="apiKey">For Label Studio.</param>
    /// <param name="args">The command line.</param>
    /// <returns>Its exit code, and all that it said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string apiKey, params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(OwnServer.Program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LABEL_STUDIO_API_KEY"] = apiKey;
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var complaints = process.StandardError.ReadToEndAsync(cancellation);
        var said = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, $"{said}{await complaints}");
    }
}
