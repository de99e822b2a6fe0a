using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Commands;

public sealed class QuickstartCommandTests
{
    /// <summary>Explicit, as it runs the encoder on 600 images.</summary>
    [Fact(Explicit = true)]
    public async Task The_quick_start_goes_the_whole_way_and_again()
    {
        using var folder = new TemporaryFolder();

        var first = (await CliRunner.RunAsync("quickstart", "--dir", folder["quick"])).ShouldEndWith(ExitCodes.Done);
        var again = (
            await CliRunner.RunAsync("quickstart", "--dir", folder["quick"], "--json", "--quiet")
        ).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("report.html", first.Output, StringComparison.Ordinal);
        Assert.Contains("The truth is known here", first.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["quick/results/report.html"]));
        var metrics = again.Json.GetProperty("evaluation").GetProperty("metrics").EnumerateArray();
        Assert.True(
            metrics.First(metric => metric.GetProperty("name").GetString() == "auroc").GetProperty("value").GetDouble()
                > 0.8);
    }
}
