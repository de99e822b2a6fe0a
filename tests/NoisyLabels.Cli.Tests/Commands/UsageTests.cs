namespace NoisyLabels.Cli.Tests.Commands;

public sealed class UsageTests
{
    public static TheoryData<string> Helps =>
        [
            "--help",
            "quickstart --help",
            "find --help",
            "apply --help",
            "example --help",
            "example make-noisy --help",
            "evaluate --help",
            "backbone --help",
            "backbone list --help",
            "backbone add --help",
            "backbone remove --help",
            "doctor --help",
            "connect --help",
            "train --help",
            "corrections --help",
            "decide --help",
            "write-back --help",
            "import --help",
        ];

    [Theory]
    [InlineData("fnd photos", "Did you mean 'find'?", "See 'noisylabels --help'.")]
    [InlineData("find photos --sed 1", "Did you mean '--seed'?", "See 'noisylabels find --help'.")]
    [InlineData("find photos --jsn", "Did you mean '--json'?", "See 'noisylabels find --help'.")]
    [InlineData("find photos --method knnn", "Did you mean 'knn'?", "See 'noisylabels find --help'.")]
    [InlineData("find photos --engine instancgm", "Did you mean 'instancegm'?", "See 'noisylabels find --help'.")]
    [InlineData("find photos --engine instancegm --method knn", "leave one of them out", "See 'noisylabels find --help'.")]
    [InlineData("find photos --engine frozen --method instancegm", "leave one of them out", "See 'noisylabels find --help'.")]
    [InlineData("find photos --epochs 3", "add --engine instancegm", "See 'noisylabels find --help'.")]
    [InlineData("find photos --method knn --preset paper", "add --engine instancegm", "See 'noisylabels find --help'.")]
    [InlineData("find photos --engine instancegm --epochs few", "'few' for option '--epochs' as a whole number", "See 'noisylabels find --help'.")]
    [InlineData("find --outptu x", "Did you mean '--output'?", "See 'noisylabels find --help'.")]
    [InlineData("find --nonsense", "There is no option '--nonsense'.", "See 'noisylabels find --help'.")]
    [InlineData("find", "INPUT", "See 'noisylabels find --help'.")]
    [InlineData("find photos --size 128,x", "'x' is none", "See 'noisylabels find --help'.")]
    [InlineData("find photos --size 5", "from 8 to 2048", "See 'noisylabels find --help'.")]
    [InlineData("find photos --threads 0", "--threads must be at least 1", "See 'noisylabels find --help'.")]
    [InlineData("find photos --seed many", "'many' for option '--seed' as a whole number", "See 'noisylabels find --help'.")]
    [InlineData("apply a b c --threshold 1.5", "--threshold must be from 0 to 1", "See 'noisylabels apply --help'.")]
    [InlineData("apply a b c --threshold x", "'x' for option '--threshold' as a number", "See 'noisylabels apply --help'.")]
    [InlineData("apply a b c --threshold nan", "--threshold must be from 0 to 1", "See 'noisylabels apply --help'.")]
    [InlineData("apply a b c --link hrd", "Did you mean 'hard'?", "See 'noisylabels apply --help'.")]
    [InlineData("evaluate run", "--truth", "See 'noisylabels evaluate --help'.")]
    [InlineData("example", "example DIR", "See 'noisylabels example --help'.")]
    [InlineData("example make-noisy a", "DST", "See 'noisylabels example make-noisy --help'.")]
    [InlineData("apply a b", "Three paths", "See 'noisylabels apply --help'.")]
    [InlineData("apply a b c --project 5", "two folders", "See 'noisylabels apply --help'.")]
    [InlineData("train", "--project", "See 'noisylabels train --help'.")]
    [InlineData("connect", "--project", "See 'noisylabels connect --help'.")]
    [InlineData("doctor --project 5", "--label-studio", "See 'noisylabels doctor --help'.")]
    [InlineData("import photos", "--title", "See 'noisylabels import --help'.")]
    [InlineData("import --title photos", "import DIR", "See 'noisylabels import --help'.")]
    [InlineData("import a --title b --media uplod", "Did you mean 'upload'?", "See 'noisylabels import --help'.")]
    [InlineData("backbone", "command", "See 'noisylabels backbone --help'.")]
    public async Task A_wrong_command_line_ends_with_code_2_and_the_way_on(string line, string reason, string way)
    {
        var result = (await CliRunner.RunAsync(line.Split(' '))).ShouldEndWith(ExitCodes.Usage);

        Assert.Empty(result.Output);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Contains(way, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_looks_like_an_option_goes_behind_two_dashes()
    {
        var result = (await CliRunner.RunAsync("find", "--quiet", "--", "--nonsense")).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains("\"--nonsense\"", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helps))]
    public async Task Every_verb_explains_itself(string line)
    {
        var result = (await CliRunner.RunAsync(line.Split(' '))).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("--json", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("find")]
    [InlineData("apply")]
    [InlineData("example")]
    [InlineData("evaluate")]
    [InlineData("quickstart")]
    [InlineData("doctor")]
    [InlineData("connect")]
    [InlineData("import")]
    [InlineData("train")]
    [InlineData("corrections")]
    [InlineData("decide")]
    [InlineData("write-back")]
    public async Task Help_ends_with_examples(string verb)
    {
        var result = await CliRunner.RunAsync(verb, "--help");

        Assert.Contains(
            "Examples:\n  noisylabels " + verb,
            result.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_no_arguments_of_the_verb_above()
    {
        var result = await CliRunner.RunAsync("example", "make-noisy", "--help");

        Assert.Contains("make-noisy <SRC> <DST>", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<DIR>", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_verb_the_help_is_shown()
    {
        var result = (await CliRunner.RunAsync()).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("quickstart", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var result = (await CliRunner.RunAsync("--version")).ShouldEndWith(ExitCodes.Done);

        Assert.Matches(@"^noisylabels \d+\.\d+\.\d+\s$", result.Output.ReplaceLineEndings("\n"));
    }
}
