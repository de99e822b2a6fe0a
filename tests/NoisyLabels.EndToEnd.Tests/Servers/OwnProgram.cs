using System.Diagnostics;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>The product's program, run once as people run it.</summary>
internal static class OwnProgram
{
    /// <summary>Runs it with the key of the tests; it has to succeed.</summary>
    /// <returns>All that it said.</returns>
    public static async Task<string> DoAsync(params IReadOnlyList<string> args)
    {
        var (code, said) = await RunAsync(RealLabelStudio.Token, args);
        Assert.True(code == 0, $"noisylabels {string.Join(' ', args)} ended with {code}:\n{said}");
        return said;
    }

    /// <param name="apiKey">For Label Studio.</param>
    /// <param name="args">The command line.</param>
    /// <returns>Its exit code, and all that it said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string apiKey, params IReadOnlyList<string> args)
    {
        using var process = Start(apiKey, args);
        var cancellation = TestContext.Current.CancellationToken;
        var complaints = process.StandardError.ReadToEndAsync(cancellation);
        var said = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, $"{said}{await complaints}");
    }

    /// <summary>Starts it, and <c>kill -9</c>s it when something has come true.</summary>
    public static async Task KillWhenAsync(Func<Task<bool>> isTime, TimeSpan within, params IReadOnlyList<string> args)
    {
        using var process = Start(RealLabelStudio.Token, args);
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(isTime, within, () => $"noisylabels {string.Join(' ', args)} was to be killed.");
        Assert.False(process.HasExited, $"noisylabels {string.Join(' ', args)} was too fast to be killed.");
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await said;
    }

    private static Process Start(string apiKey, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(OwnServer.Program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LABEL_STUDIO_API_KEY"] = apiKey;
        return Process.Start(start)!;
    }
}
