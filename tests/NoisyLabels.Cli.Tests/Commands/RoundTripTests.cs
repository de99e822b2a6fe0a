using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Commands;

/// <summary>Find, apply, evaluate: each verb reads what the one before it wrote.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_corrected_dataset_has_no_wrong_labels_left()
    {
        TwoColours.Write(_folder, "pets");
        await FindAsync("pets", "out");

        var applied = (
            await CliRunner.RunAsync("apply", _folder["out/corrections.json"], _folder["pets"], _folder["right"])
        ).ShouldEndWith(ExitCodes.Done);
        var again = await FindAsync("right", "out2");

        Assert.Contains("4 get another label, 36 keep theirs", applied.Output, StringComparison.Ordinal);
        Assert.Contains("No label looks wrong", again.Output, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(_folder["right/red"]),
            file => Assert.StartsWith("red-", Path.GetFileName(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        TwoColours.Write(_folder, "pets");
        await FindAsync("pets", "out");
        var before = _folder.Files();

        var result = (
            await CliRunner.RunAsync(
                "apply",
                _folder["out/corrections.json"],
                _folder["pets"],
                _folder["right"],
                "--dry-run",
                "--json")).ShouldEndWith(ExitCodes.Done);

        Assert.True(result.Json.GetProperty("is_dry_run").GetBoolean());
        Assert.Equal(4, result.Json.GetProperty("moved").GetInt32());
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task A_threshold_of_one_keeps_all_labels()
    {
        TwoColours.Write(_folder, "pets");
        await FindAsync("pets", "out");

        var result = (
            await CliRunner.RunAsync(
                "apply",
                _folder["out/corrections.json"],
                _folder["pets"],
                _folder["right"],
                "--threshold",
                "1")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("0 get another label, 40 keep theirs", result.Output, StringComparison.Ordinal);
        Assert.Contains("4 suggestions are below the threshold", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_source_is_never_a_target()
    {
        TwoColours.Write(_folder, "pets");
        await FindAsync("pets", "out");
        var before = _folder.Files();

        (
            await CliRunner.RunAsync("apply", _folder["out/corrections.json"], _folder["pets"], _folder["pets"])
        ).ShouldEndWith(ExitCodes.Failed);

        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task A_run_is_measured_against_the_truth()
    {
        TwoColours.Write(_folder, "pets");
        await FindAsync("pets", "out");

        var text = (
            await CliRunner.RunAsync("evaluate", _folder["out"], "--truth", _folder["pets-truth.csv"])
        ).ShouldEndWith(ExitCodes.Done);
        var json = (
            await CliRunner.RunAsync("evaluate", _folder["out"], "--truth", _folder["pets-truth.csv"], "--json")
        ).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("40 images, 4 wrong labels, 4 flagged", text.Output, StringComparison.Ordinal);
        Assert.Contains("average precision", text.Output, StringComparison.Ordinal);
        var metrics = json.Json.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value"));
        Assert.Equal(1, metrics["average_precision"].GetDouble());
        Assert.Equal(1, metrics["f1"].GetDouble());
        Assert.Equal(0.9, metrics["label_accuracy_before"].GetDouble(), 9);
        Assert.Equal(1, metrics["label_accuracy_after"].GetDouble());
    }

    [Fact]
    public async Task A_truth_about_other_images_is_a_sentence()
    {
        TwoColours.Write(_folder, "pets");
        await FindAsync("pets", "out");
        var truth = _folder.Write("other.csv", "file_name,label\nx.jpg,red\n");

        var result = (await CliRunner.RunAsync("evaluate", _folder["out"], "--truth", truth)).ShouldEndWith(
            ExitCodes.Failed);

        Assert.Contains("40 of 40 images", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_is_a_dataset_too()
    {
        TwoColours.Write(_folder, "pets");
        var rows = Directory
            .GetFiles(_folder["pets"], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.Path, file))
            .Select(file => $"{file},{Path.GetFileName(Path.GetDirectoryName(file))}");
        _folder.Write("labels.csv", "file_name,label\n" + string.Join('\n', rows) + "\n");

        var result = await FindAsync("labels.csv", "out");

        Assert.Contains("4 labels look wrong", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_find_says_to_do_next_works_for_a_column_of_a_manifest()
    {
        TwoColours.Write(_folder, "pets");
        var rows = Directory
            .GetFiles(_folder["pets"], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.Path, file))
            .Select(file => $"{file},nothing,{Path.GetFileName(Path.GetDirectoryName(file))}");
        var labels = _folder.Write("labels.csv", "file_name,label,colour\n" + string.Join('\n', rows) + "\n");

        var found = (
            await CliRunner.RunAsync(
                "find", labels, "--output", _folder["out"], "--size", "32", "--quiet", "--label-column", "colour")
        ).ShouldEndWith(ExitCodes.Done);
        var next = found.Output.TrimEnd().Split('\n')[^1].Trim();
        var args = next[next.IndexOf(" apply ", StringComparison.Ordinal)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var applied = (await CliRunner.RunAsync(args)).ShouldEndWith(ExitCodes.Done);

        Assert.Equal("--dry-run", args[^1]);
        Assert.Contains("4 get another label, 36 keep theirs", applied.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_to_be_done_next_where_no_label_looks_wrong()
    {
        TwoColours.Write(_folder, "pets", wrongPerClass: 0);

        var result = await FindAsync("pets", "out");

        Assert.Contains("No label looks wrong.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" apply ", result.Output, StringComparison.Ordinal);
    }

    private async Task<CliResult> FindAsync(string input, string output) =>
        (
            await CliRunner.RunAsync("find", _folder[input], "--output", _folder[output], "--size", "32", "--quiet")
        ).ShouldEndWith(ExitCodes.Done);
}
