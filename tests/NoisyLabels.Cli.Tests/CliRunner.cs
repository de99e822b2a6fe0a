using System.Text.Json;
using NoisyLabels.Cli.Commands;
using NoisyLabels.Cli.Terminal;

namespace NoisyLabels.Cli.Tests;

/// <summary>Runs the program in this process, with writers in place of the terminal.</summary>
internal static class CliRunner
{
    public static Task<CliResult> RunAsync(params IReadOnlyList<string> args) => RunAsync(TimeProvider.System, args);

    public static async Task<CliResult> RunAsync(TimeProvider clock, IReadOnlyList<string> args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var console = CliConsole.Of(output, error, clock);
        var code = await new CommandLine(console, Verbs.All(console)).RunAsync(
            args,
            TestContext.Current.CancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }
}

/// <summary>What a run left on the console.</summary>
internal sealed record CliResult(int Code, string Output, string Error)
{
    /// <summary>The one JSON object on stdout.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Itself, if the run ended with this code; else the test fails with all that was said.</summary>
    public CliResult ShouldEndWith(int code)
    {
        Assert.True(Code == code, $"ended with {Code}, not {code}\n{Output}\n{Error}");
        return this;
    }
}
