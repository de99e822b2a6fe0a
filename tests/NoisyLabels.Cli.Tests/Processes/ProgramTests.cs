using System.Diagnostics;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Processes;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("--version", ExitCodes.Done)]
    [InlineData("find --nonsense", ExitCodes.Usage)]
    [InlineData("evaluate nowhere --truth nothing.csv", ExitCodes.Failed)]
    public async Task Exit_codes_reach_the_shell(string line, int code)
    {
        using var process = ChildProcess.Start(line.Split(' '));

        (await process.EndAsync()).ShouldEndWith(code);
    }

    [Fact]
    public async Task Json_stays_one_object_where_the_cache_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("cache", "a file where the folder should be");

        using var process = ChildProcess.StartWithCache(file, "doctor", "--json");
        var result = (await process.EndAsync()).ShouldEndWith(ExitCodes.Failed);

        Assert.False(result.Json.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task A_terminal_gets_a_live_bar_and_colours_only_where_they_are_wanted()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no script(1) here to make a terminal.");

        var plain = await OnTerminal("env -u NO_COLOR TERM=xterm-256color");
        var colourless = await OnTerminal("env NO_COLOR=1 TERM=xterm-256color");
        var dumb = await OnTerminal("env TERM=dumb");

        Assert.Contains("checks", plain, StringComparison.Ordinal);
        Assert.Contains("\u001b[38;5;", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[38;5;", colourless, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", dumb, StringComparison.Ordinal);
    }

    private static async Task<string> OnTerminal(string environment)
    {
        var command = $"{environment} '{ChildProcess.Executable}' doctor";
        using var script = Process.Start(new ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
