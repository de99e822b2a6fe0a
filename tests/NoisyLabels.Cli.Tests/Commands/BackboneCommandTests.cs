using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Commands;

public sealed class BackboneCommandTests
{
    [Fact]
    public async Task The_default_is_always_there()
    {
        var result = (await CliRunner.RunAsync("backbone", "list")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("resnet18", result.Output, StringComparison.Ordinal);
        Assert.Contains("the default", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_is_added_used_by_name_and_removed()
    {
        Assert.SkipWhen(SharedData.Backbones is null, SharedData.AbsentReason);
        var file = Directory.GetFiles(SharedData.Backbones, "*.json")[0];

        var added = (await CliRunner.RunAsync("backbone", "add", file, "--json")).ShouldEndWith(ExitCodes.Done);
        var name = added.Json.GetProperty("name").GetString()!;
        var twice = await CliRunner.RunAsync("backbone", "add", file);
        var listed = await CliRunner.RunAsync("backbone", "list");
        var removed = await CliRunner.RunAsync("backbone", "remove", name);

        twice.ShouldEndWith(ExitCodes.Failed);
        Assert.Contains(name, listed.Output, StringComparison.Ordinal);
        removed.ShouldEndWith(ExitCodes.Done);
        Assert.DoesNotContain(name, (await CliRunner.RunAsync("backbone", "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add", "nowhere.onnx")]
    [InlineData("remove", "alexnet")]
    [InlineData("remove", "resnet18")]
    public async Task What_cannot_be_done_is_a_sentence(string verb, string argument)
    {
        var result = (await CliRunner.RunAsync("backbone", verb, argument)).ShouldEndWith(ExitCodes.Failed);

        Assert.StartsWith("noisylabels: ", result.Error, StringComparison.Ordinal);
    }
}
