using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Commands;

public sealed class ExampleCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_example_is_drawn_with_its_truth()
    {
        var result = (
            await CliRunner.RunAsync("example", _folder["drawn"], "--images", "16", "--size", "32", "--rate", "0.25")
        ).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("Drew 16 images", result.Output, StringComparison.Ordinal);
        Assert.Contains("4 have a wrong label", result.Output, StringComparison.Ordinal);
        Assert.Equal(17, File.ReadAllLines(_folder["drawn/truth.csv"]).Length);
    }

    [Fact]
    public async Task A_folder_that_is_in_use_is_left_alone()
    {
        _folder.Write("drawn/thesis.txt", "years of work");

        (await CliRunner.RunAsync("example", _folder["drawn"], "--images", "16")).ShouldEndWith(ExitCodes.Failed);

        Assert.Equal(["drawn/thesis.txt"], _folder.Files());
    }

    [Theory]
    [InlineData("symmetric")]
    [InlineData("pair")]
    [InlineData("instance")]
    public async Task A_dataset_is_made_noisy(string kind)
    {
        TwoColours.Write(_folder, "pets", wrongPerClass: 0);

        var result = (
            await CliRunner.RunAsync(
                "example",
                "make-noisy",
                _folder["pets"],
                _folder["noisy"],
                "--rate",
                "0.2",
                "--kind",
                kind,
                "--json")).ShouldEndWith(ExitCodes.Done);

        Assert.Equal(40, result.Json.GetProperty("images").GetInt32());
        Assert.InRange(result.Json.GetProperty("wrong_labels").GetInt32(), 4, 12);
        Assert.True(File.Exists(_folder["noisy/truth.csv"]));
    }
}
