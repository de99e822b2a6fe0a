using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Commands;

public sealed class FindCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Wrong_labels_are_found_and_everything_is_written()
    {
        var wrong = TwoColours.Write(_folder, "pets");

        var result = (await FindAsync("pets", "--top", "3")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("40 images, 2 classes", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{wrong.Count} labels look wrong", result.Output, StringComparison.Ordinal);
        Assert.Contains("Worst images (3 of 4 images)", result.Output, StringComparison.Ordinal);
        Assert.Contains("apply", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "class_summary.csv",
                "classes.txt",
                "corrections.json",
                "corrections.v1.json",
                "features.npy",
                "issues.csv",
                "issues.jsonl",
                "issues.parquet",
                "manifest.csv",
                "noise_transition.csv",
                "pred_probs.npy",
                "report.html",
                "run.json",
                "schema.json",
            ],
            Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Json_is_one_object_with_the_worst_images()
    {
        var wrong = TwoColours.Write(_folder, "pets");

        var result = (await FindAsync("pets", "--json", "--quiet")).ShouldEndWith(ExitCodes.Done);

        Assert.Empty(result.Error);
        Assert.Equal(40, result.Json.GetProperty("images").GetInt32());
        Assert.Equal(4, result.Json.GetProperty("label_issues").GetInt32());
        var worst = result
            .Json.GetProperty("worst")
            .EnumerateArray()
            .Select(image => image.GetProperty("file_name").GetString()!);
        Assert.Equal(wrong, worst.Order(StringComparer.Ordinal));
        Assert.Equal(
            2,
            result.Json.GetProperty("confusions").EnumerateArray().Sum(pair => pair.GetProperty("count").GetInt32()) / 2
        );
    }

    [Theory]
    [InlineData(2, ExitCodes.IssuesFound)]
    [InlineData(0, ExitCodes.Done)]
    public async Task A_script_can_fail_on_issues(int wrongPerClass, int code)
    {
        TwoColours.Write(_folder, "pets", wrongPerClass: wrongPerClass);

        (await FindAsync("pets", "--fail-on-issues", "--quiet")).ShouldEndWith(code);
    }

    [Fact]
    public async Task A_run_that_can_say_little_says_so()
    {
        TwoColours.Write(_folder, "pets", imagesPerClass: 2, wrongPerClass: 0);

        var result = (await FindAsync("pets", "--json")).ShouldEndWith(ExitCodes.Done);

        Assert.NotEmpty(result.Json.GetProperty("notes").EnumerateArray());
    }

    [Theory]
    [InlineData("--engine", "instancegm")]
    [InlineData("--method", "instancegm")]
    [InlineData("--method", "instancegm-features")]
    public async Task The_engine_that_trains_networks_takes_its_settings_from_the_command_line(string option, string name)
    {
        TwoColours.Write(_folder, "pets");

        var result = (await FindAsync("pets", option, name, "--epochs", "2", "--width", "2", "--train-size", "8", "--threads", "1"))
            .ShouldEndWith(ExitCodes.Done);

        Assert.Contains(name, result.Output, StringComparison.Ordinal);
        using var run = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_folder["out/run.json"]));
        Assert.Equal(2, run.RootElement.GetProperty("facts").GetProperty("epochs").GetInt32());
        Assert.Equal(2, run.RootElement.GetProperty("facts").GetProperty("classifier_width").GetInt32());
    }

    [Fact]
    public async Task A_training_that_would_take_too_long_is_refused_in_words()
    {
        TwoColours.Write(_folder, "pets");

        var result = (await FindAsync("pets", "--engine", "instancegm", "--max-hours", "0.000001")).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains("--max-hours", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_files()
    {
        TwoColours.Write(_folder, "pets");

        (await FindAsync("pets", "--seed", "7")).ShouldEndWith(ExitCodes.Done);
        var first = File.ReadAllBytes(_folder["out/issues.csv"]);
        (await FindAsync("pets", "--seed", "7")).ShouldEndWith(ExitCodes.Done);

        Assert.Equal(first, File.ReadAllBytes(_folder["out/issues.csv"]));
    }

    [Fact]
    public async Task What_cannot_be_read_is_skipped_and_named()
    {
        TwoColours.Write(_folder, "pets");
        _folder.Write("pets/red/empty.jpg", "");
        _folder.Write("pets/red/\u001b[31mname.jpg", "no picture at all");
        _folder.CreateFolder("pets/red/folder.jpg");

        var result = (await FindAsync("pets")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("40 images", result.Output, StringComparison.Ordinal);
        Assert.Contains("red/empty.jpg", result.Output, StringComparison.Ordinal);
        Assert.Contains("red/\\u001b[31mname.jpg", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Names_with_everything_in_them_come_out_whole()
    {
        TwoColours.Write(_folder, "pets");
        const string Name = "a \"b\" <script>alert(1)</script>, שלום\nx.png";
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        Directory.Move(_folder["pets/red"], _folder["pets/<b>red & \"hot\""]);
        File.Copy(_folder["pets/blue/blue-05.png"], _folder[$"pets/blue/{Path.GetFileName(Name)}"]);

        (await FindAsync("pets")).ShouldEndWith(ExitCodes.Done);

        var page = File.ReadAllText(_folder["out/report.html"]);
        Assert.DoesNotContain("<b>red", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;red &amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_something_else_is_not_overwritten()
    {
        TwoColours.Write(_folder, "pets");
        _folder.Write("out/thesis.txt", "years of work");

        var result = (await FindAsync("pets")).ShouldEndWith(ExitCodes.Failed);

        Assert.StartsWith("noisylabels: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("empty")]
    public async Task An_input_without_images_is_a_sentence(string input)
    {
        _folder.CreateFolder("empty");

        var result = (await FindAsync(input)).ShouldEndWith(ExitCodes.Failed);

        Assert.StartsWith("noisylabels: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task An_unknown_backbone_is_a_sentence_that_names_the_known_ones()
    {
        TwoColours.Write(_folder, "pets");

        var result = (await FindAsync("pets", "--backbone", "alexnet")).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains("resnet18", result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> FindAsync(string input, params string[] more) =>
        CliRunner.RunAsync(["find", _folder[input], "--output", _folder["out"], "--size", "32", .. more]);
}
