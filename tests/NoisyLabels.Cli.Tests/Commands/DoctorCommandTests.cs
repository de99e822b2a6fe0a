namespace NoisyLabels.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task On_a_machine_that_runs_the_tests_everything_is_there()
    {
        var result = (await CliRunner.RunAsync("doctor")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("libtorch", result.Output, StringComparison.Ordinal);
        Assert.Contains("backbone resnet18", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lists_every_finding()
    {
        var result = (await CliRunner.RunAsync("doctor", "--json")).ShouldEndWith(ExitCodes.Done);

        Assert.True(result.Json.GetProperty("ok").GetBoolean());
        Assert.Contains(
            result.Json.GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("subject").GetString() == "cache folder");
    }
}
