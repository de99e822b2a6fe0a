using System.Text.Json.Nodes;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Cli.Tests.ServerApi;

public sealed class WriteBackTests : IAsyncLifetime
{
    private FakeServer _server = null!;
    private FakeLabelStudio _fake = null!;
    private long[] _tasks = [];

    public async ValueTask InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _fake = await FakeLabelStudio.StartAsync();
        var made = _fake.Content.AddProject(
            "p",
            """
            <View><Image name="i" value="$image"/><Choices name="label" toName="i">
            <Choice value="cat"/><Choice value="dog"/></Choices></View>
            """);
        _fake.Content.Projects[5] = _fake.Content.Projects[made];
        _tasks = [.. Enumerable.Range(0, 5).Select(i => _fake.Content.AddTask(5, $"{i}.png"))];
        _server.Corrections.AddRange(
        [
            FakeServer.Correction(_tasks[0], "cat", "dog", 0.9),
            FakeServer.Correction(_tasks[1], "cat", "dog", 0.8, state: "accepted", label: "dog"),
            FakeServer.Correction(_tasks[2], "cat", "dog", 0.8, state: "kept", label: "cat"),
            FakeServer.Correction(_tasks[3], "dog", "cat", 0.8, state: "relabelled", label: "bird"),
            FakeServer.Correction(_tasks[4], "cat", "cat", 0.1, isIssue: false),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task What_a_person_decided_becomes_an_annotation_once_and_is_taken_back()
    {
        var dry = await RunAsync("--as", "annotations", "--dry-run");
        Assert.Contains("Would write 1 annotation", dry.Output, StringComparison.Ordinal);
        Assert.All(_tasks, task => Assert.Empty(Annotations(task)));

        await RunAsync("--as", "annotations");
        var again = await RunAsync("--as", "annotations");
        Assert.Contains("1 task has one already", again.Output, StringComparison.Ordinal);
        Assert.Contains("no choice \"bird\"", again.Output, StringComparison.Ordinal);
        var annotation = Assert.Single(Annotations(_tasks[1]))!;
        Assert.Equal("dog", (string?)annotation["result"]![0]!["value"]!["choices"]![0]);
        Assert.False((bool)annotation["ground_truth"]!);

        var undone = await RunAsync("--as", "annotations", "--undo");
        Assert.Contains("Took back 1 annotation", undone.Output, StringComparison.Ordinal);
        Assert.All(_tasks, task => Assert.Empty(Annotations(task)));
    }

    [Fact]
    public async Task An_annotation_that_somebody_changed_since_stays()
    {
        await RunAsync("--as", "annotations");
        Annotations(_tasks[1])[0]!["updated_at"] = "2099-01-01T00:00:00Z";

        var undone = await RunAsync("--as", "annotations", "--undo");

        Assert.Contains("changed since", undone.Output, StringComparison.Ordinal);
        Assert.Single(Annotations(_tasks[1]));
    }

    [Fact]
    public async Task Suggestions_that_are_sure_enough_become_predictions_to_review_and_others_stay()
    {
        _fake.Content.Predictions[1] = new() { ["id"] = 1, ["task"] = _tasks[0], ["model_version"] = "somebody's" };

        await RunAsync("--at-least", "0.5");
        await RunAsync("--at-least", "0.5");

        var ours = _fake.Content.Predictions.Values
            .Where(row => (string?)row["model_version"] == "corrections-of-noisylabels-v1").ToList();
        Assert.Equal([_tasks[0], _tasks[1]], ours.Select(row => (long)row["task"]!));
        Assert.Equal([0.9, 1], ours.Select(row => (double)row["score"]!));

        await RunAsync("--undo");
        Assert.Equal("somebody's", (string?)Assert.Single(_fake.Content.Predictions).Value["model_version"]);
    }

    [Fact]
    public async Task A_key_that_may_not_write_and_a_config_of_several_choices_are_sentences()
    {
        _server.Corrections.Insert(
            0, FakeServer.Correction(_tasks[0], "cat", "dog", 0.9, state: "accepted", label: "dog"));
        _fake.Fail($"/api/tasks/{_tasks[1]}/annotations", 403, body: """{"detail": "Not yours."}""");

        var refused = await CliRunner.RunAsync(Line("--as", "annotations"));
        Assert.Contains(
            "may not do this: Not yours. 1 were written; running the same command again goes on",
            refused.ShouldEndWith(ExitCodes.Failed).Error,
            StringComparison.Ordinal);
        var again = await RunAsync("--as", "annotations");
        Assert.Contains("Wrote 1 annotation", again.Output, StringComparison.Ordinal);

        var config = (string)_fake.Content.Projects[5]["label_config"]!;
        _fake.Content.Projects[5]["label_config"] = config.Replace(
            "name=\"label\"", "name=\"label\" choice=\"multiple\"", StringComparison.Ordinal);
        var several = await CliRunner.RunAsync(Line("--as", "annotations"));
        Assert.Contains(
            "has no single choice", several.ShouldEndWith(ExitCodes.Failed).Error, StringComparison.Ordinal);
    }

    private JsonArray Annotations(long task) => _fake.Content.Tasks[task]["annotations"]!.AsArray();

    private string[] Line(params IEnumerable<string> args) =>
        ["write-back", .. args, "--project", "5", "--server", _server.Address, "--label-studio", $"{_fake.Address}"];

    private async Task<CliResult> RunAsync(params IEnumerable<string> args) =>
        (await CliRunner.RunAsync(Line(args))).ShouldEndWith(ExitCodes.Done);
}
