using NoisyLabels.Cli.Tests.Terminal;
using NoisyLabels.Datasets.Reading;
using NoisyLabels.Testing;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Cli.Tests.ServerApi;

public sealed class ServerVerbTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeServer.StartAsync(rowsInPage: 2);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Train_follows_the_run_to_its_version()
    {
        var result = (await RunAsync("train")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("Trained noisylabels-v1", result.Output, StringComparison.Ordinal);
        Assert.Contains("Run 1 learned from 60 labels.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_without_a_model_fails_with_its_reason()
    {
        _server.TrainedVersion = null;

        var result = (await RunAsync("train")).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains("No model came of the training", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_waits_for_the_run_after_one_that_had_begun_before()
    {
        _server.AfterFence = 1;
        _server.Polls = [new(1, "running"), new(1, "succeeded"), new(2, "queued"), new(2, "running"), new(2, "succeeded")];

        var result = (await RunAsync("train")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("Run 2 learned", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_waits_for_no_other_run_when_the_same_one_is_tried_again()
    {
        _server.AfterFence = 1;
        _server.Polls = [new(1, "running", 1), new(1, "queued", 1), new(1, "running", 2), new(1, "succeeded", 2)];

        (await RunAsync("train")).ShouldEndWith(ExitCodes.Done);
    }

    [Fact]
    public async Task Train_goes_on_with_the_run_that_came_between_two_looks()
    {
        _server.Polls = [new(1, "running"), new(2, "running"), new(2, "succeeded")];

        var result = (await RunAsync("train")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("Run 2 learned", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_a_run_cancels_the_one_after_it()
    {
        _server.AfterFence = 1;
        _server.Polls = [new(1, "running"), new(1, "cancelled")];

        var result = (await RunAsync("train")).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains("The training was cancelled", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_waits_for_a_server_that_starts_again_but_not_for_ever()
    {
        _server.Polls = [new(1, "running"), new(1, FakeServer.Away), new(1, FakeServer.Away), new(1, "succeeded")];
        var back = (await RunAsync("train")).ShouldEndWith(ExitCodes.Done);
        Assert.Contains("The server is away; waiting for it.", back.Error, StringComparison.Ordinal);

        _server.Polls = [new(1, "running"), new(1, FakeServer.Away)];
        var gone = (await RunAsync("train")).ShouldEndWith(ExitCodes.Failed);
        Assert.Contains("Nothing answers at", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_can_be_asked_for_alone()
    {
        var result = (await RunAsync("train", "--no-wait", "--json")).ShouldEndWith(ExitCodes.Done);

        Assert.Equal("A training is queued.", result.Json.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Corrections_are_shown_or_saved_whole_in_each_format()
    {
        Give(5);
        var shown = (await RunAsync("corrections")).ShouldEndWith(ExitCodes.Done);
        Assert.Contains("cat", shown.Output, StringComparison.Ordinal);

        (await RunAsync("corrections", "--format", "csv", "-o", _folder["c.csv"])).ShouldEndWith(ExitCodes.Done);
        (await RunAsync("corrections", "--format", "predecessor", "-o", _folder["c.json"])).ShouldEndWith(ExitCodes.Done);
        var all = (await RunAsync("corrections", "--json")).ShouldEndWith(ExitCodes.Done);

        Assert.Equal("label_studio_task_id\n1\n", File.ReadAllText(_folder["c.csv"]));
        Assert.Contains("default/5", File.ReadAllText(_folder["c.json"]), StringComparison.Ordinal);
        Assert.Equal(5, all.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(["c.csv", "c.json"], _folder.Files());
    }

    [Fact]
    public async Task All_open_suggestions_that_are_sure_enough_are_decided_at_once()
    {
        Give(5);
        _server.Corrections[0]["review_state"] = "kept";

        var dry = (await RunAsync("decide", "accept", "--at-least", "0.7", "--dry-run")).ShouldEndWith(ExitCodes.Done);
        Assert.Empty(_server.Batches);
        (await RunAsync("decide", "accept", "--at-least", "0.7", "--actor", "ada")).ShouldEndWith(ExitCodes.Done);

        Assert.Contains("2 tasks", dry.Output, StringComparison.Ordinal);
        var batch = Assert.Single(_server.Batches);
        Assert.Equal("ada", (string?)batch["actor"]);
        Assert.Equal([2L, 3L], batch["decisions"]!.AsArray().Select(decision => (long)decision!["task_id"]!));
        Assert.All(batch["decisions"]!.AsArray(), decision => Assert.Equal("accepted", (string?)decision!["kind"]));
    }

    [Fact]
    public async Task What_was_decided_at_once_is_undone_at_once()
    {
        Give(5);
        _server.Corrections[0]["review_state"] = "accepted";
        _server.Corrections[1]["review_state"] = "kept";
        _server.Corrections[4]["review_state"] = "accepted";

        (await RunAsync("decide", "undo", "--at-least", "0.7")).ShouldEndWith(ExitCodes.Done);

        var batch = Assert.Single(_server.Batches);
        Assert.Equal([1L, 2L], batch["decisions"]!.AsArray().Select(decision => (long)decision!["task_id"]!));
        Assert.All(batch["decisions"]!.AsArray(), decision => Assert.Equal("undone", (string?)decision!["kind"]));
    }

    [Fact]
    public async Task When_a_later_batch_is_refused_those_taken_before_are_counted()
    {
        _server.Corrections.AddRange(
            Enumerable.Range(1, 1200).Select(i => FakeServer.Correction(i, "cat", "dog", 0.9)));
        _server.BatchesTaken = 1;

        var result = (await RunAsync("decide", "accept", "--at-least", "0.5")).ShouldEndWith(ExitCodes.Failed);

        Assert.Contains(
            "Task 501 has no suggestion to accept. 500 decisions were taken before, of 1,200; running the same command "
            + "again goes on",
            result.Error,
            StringComparison.Ordinal);

        var named = (await RunAsync(["decide", "accept", .. Enumerable.Range(1, 3).Select(i => $"{i}")]))
            .ShouldEndWith(ExitCodes.Failed);
        Assert.DoesNotContain("taken before", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrections_can_be_narrowed_to_what_is_open_and_to_the_worst()
    {
        Give(5);
        _server.Corrections[0]["review_state"] = "kept";
        _server.Corrections[1]["is_label_issue"] = false;

        var json = (await RunAsync("corrections", "--json", "--only-issues", "--only-open", "--top", "2"))
            .ShouldEndWith(ExitCodes.Done);
        var table = (await RunAsync("corrections", "--only-open", "--top", "1")).ShouldEndWith(ExitCodes.Done);
        (await RunAsync("corrections", "--only-open", "--top", "7", "--format", "parquet", "-o", _folder["c.parquet"]))
            .ShouldEndWith(ExitCodes.Done);

        Assert.Equal(
            [3L, 4L],
            json.Json.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("label_studio_task_id").GetInt64()));
        Assert.Contains("   3  ", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   4  ", table.Output, StringComparison.Ordinal);
        Assert.Equal("PAR1", File.ReadAllText(_folder["c.parquet"]));
        Assert.EndsWith("/corrections.parquet?only_open=true&limit=7", _server.Queries[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corrections --format parquet", "name a file")]
    [InlineData("corrections --format predecessor --top 3", "hold every image")]
    [InlineData("corrections --top 0", "at least 1")]
    public async Task Corrections_that_cannot_be_given_so_are_wrong_usage(string line, string words)
    {
        var result = (await RunAsync(line.Split(' '))).ShouldEndWith(ExitCodes.Usage);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_gets_another_label_and_that_is_undone()
    {
        (await RunAsync("decide", "relabel", "7", "--label", "dog")).ShouldEndWith(ExitCodes.Done);
        (await RunAsync("decide", "undo", "7")).ShouldEndWith(ExitCodes.Done);

        Assert.Equal("dog", (string?)_server.Batches[0]["decisions"]![0]!["label"]);
        Assert.Equal("undone", (string?)_server.Batches[1]["decisions"]![0]!["kind"]);
    }

    [Theory]
    [InlineData("decide relabel 7", "--label go together")]
    [InlineData("decide accept 7 --at-least 0.5", "Which corrections?")]
    [InlineData("decide accept", "Which corrections?")]
    [InlineData("decide accept --at-least 2", "from 0 to 1")]
    public async Task Decisions_that_mean_nothing_are_wrong_usage(string line, string words)
    {
        var result = (await RunAsync(line.Split(' '))).ShouldEndWith(ExitCodes.Usage);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_project_and_a_server_that_is_down_are_told()
    {
        var unknown = await CliRunner.RunAsync("train", "--project", "6", "--server", _server.Address);
        Assert.Contains("No such project", unknown.ShouldEndWith(ExitCodes.Failed).Error, StringComparison.Ordinal);

        await _server.DisposeAsync();
        var down = (await RunAsync("train")).ShouldEndWith(ExitCodes.Failed);
        Assert.Contains("noisylabels serve", down.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_is_applied_to_the_folder_it_was_imported_from()
    {
        await using var fake = await FakeLabelStudio.StartAsync();
        TwoColours.Write(_folder, "pictures", imagesPerClass: 4, wrongPerClass: 0);
        // The number that the fake server knows.
        var made = fake.Content.AddProject(
            "p",
            """
            <View><Image name="i" value="$image"/><Choices name="label" toName="i">
            <Choice value="red"/><Choice value="blue"/></Choices></View>
            """);
        fake.Content.Projects[5] = fake.Content.Projects[made];
        fake.Content.Projects[5]["id"] = 5;
        var labelStudio = fake.Address.AbsoluteUri;
        (await CliRunner.RunAsync(
            "import", "--dataset", _folder["pictures"], "--project", "5", "--label-studio", labelStudio))
            .ShouldEndWith(ExitCodes.Done);
        var tasks = fake.Content.Tasks.ToDictionary(
            task => (string)task.Value["data"]!["file_name"]!, task => task.Key);
        _server.Corrections.AddRange(
        [
            FakeServer.Correction(tasks["blue/blue-00.png"], "blue", "red", 0.9),
            FakeServer.Correction(tasks["blue/blue-01.png"], "blue", "red", 0.9, state: "kept", label: "blue"),
            FakeServer.Correction(tasks["blue/blue-02.png"], "blue", "red", 0.4, state: "excluded"),
            FakeServer.Correction(tasks["blue/blue-03.png"], "blue", "red", 0.3),
            FakeServer.Correction(tasks["red/red-00.png"], "blue", "blue", 0.1, isIssue: false),
            FakeServer.Correction(tasks["red/red-01.png"], "red", "blue", 0.9),
        ]);
        _folder.Write("pictures/red/red-01.png", TinyImages.Make("png", seed: 3));

        var result = (await CliRunner.RunAsync(
            "apply", _folder["pictures"], _folder["right"], "--project", "5", "--server", _server.Address,
            "--label-studio", labelStudio))
            .ShouldEndWith(ExitCodes.Done);

        Assert.True(File.Exists(_folder["right/red/blue-00.png"]), result.Output);
        Assert.True(File.Exists(_folder["right/blue/blue-01.png"]));
        Assert.False(File.Exists(_folder["right/blue/blue-02.png"]));
        Assert.True(File.Exists(_folder["right/blue/blue-03.png"]));
        Assert.True(File.Exists(_folder["right/blue/red-00.png"]), "changed in Label Studio by a person");
        Assert.True(File.Exists(_folder["right/red/red-01.png"]), "its content changed, so it keeps its label");
        Assert.Contains("content has changed", result.Output, StringComparison.Ordinal);

        (await CliRunner.RunAsync(
            "export", _folder["pictures"], "--project", "5", "--server", _server.Address, "--format", "label-studio",
            "--label-studio", labelStudio, "-o", _folder["tasks.json"]))
            .ShouldEndWith(ExitCodes.Done);
        var exported = DatasetReader.Read(_folder["tasks.json"], new DatasetOptions { Images = _folder["pictures"] });
        Assert.Equal(7, exported.Items.Count);
        Assert.Equal("red", exported.Classes[exported.Items.Single(i => i.FileName == "blue/blue-00.png").GivenLabel]);
        Assert.Contains(
            $"/data/upload/5/{tasks["blue/blue-00.png"]}.png",
            File.ReadAllText(_folder["tasks.json"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_was_filled_by_hand_cannot_be_applied_or_exported()
    {
        await using var fake = await FakeLabelStudio.StartAsync();
        fake.Content.AddTask(5, "by-hand.png");
        TwoColours.Write(_folder, "pictures", imagesPerClass: 4, wrongPerClass: 0);
        Give(5);

        string[][] lines = [["apply", _folder["pictures"], _folder["right"]], ["export", _folder["pictures"]]];
        foreach (var line in lines)
        {
            var result = (await CliRunner.RunAsync(
                [.. line, "--project", "5", "--server", _server.Address, "--label-studio", $"{fake.Address}"]))
                .ShouldEndWith(ExitCodes.Failed);
            Assert.Contains("do not say which files they were imported from", result.Error, StringComparison.Ordinal);
        }
    }

    private void Give(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            _server.Corrections.Add(FakeServer.Correction(i, "cat", "dog", 1 - (0.1 * i)));
        }
    }

    private Task<CliResult> RunAsync(params IEnumerable<string> args) =>
        CliRunner.RunAsync(new HastyClock(), [.. args, "--project", "5", "--server", _server.Address]);
}
