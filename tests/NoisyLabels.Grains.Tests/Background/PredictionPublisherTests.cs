using System.Globalization;
using System.Text.Json.Nodes;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Grains.Tests.Background;

public sealed class PredictionPublisherTests
{
    [Fact]
    public async Task A_version_is_written_once_and_takes_back_only_what_older_ones_of_ours_wrote()
    {
        await using var project = await StartAsync(tasks: 3);
        var foreign = Add(project.Fake, project.Tasks[0], "theirs");
        await project.CompleteAsync(
            Unlabelled(project.Tasks[0]), Unlabelled(project.Tasks[1]), Labelled(project.Tasks[2], 0.5));
        await PushAsync(project);
        await PushAsync(project);
        Assert.Equal(["noisylabels-v1", "noisylabels-v1", "noisylabels-v1", "theirs"], Versions(project.Fake));

        await project.CompleteAsync(Unlabelled(project.Tasks[0]), Labelled(project.Tasks[2], 0.5));
        await PushAsync(project);
        Assert.Equal(["noisylabels-v2", "noisylabels-v2", "theirs"], Versions(project.Fake));
        Assert.Contains(foreign, project.Fake.Content.Predictions.Keys);
    }

    [Fact]
    public async Task Wrong_labels_come_with_mislabeling_and_all_others_with_the_probability_that_they_are_right()
    {
        await using var project = await StartAsync(tasks: 2);
        await project.CompleteAsync(Unlabelled(project.Tasks[0]), Labelled(project.Tasks[1], quality: 0.25));
        await PushAsync(project);
        var rows = project.Fake.Content.Predictions.Values.OrderBy(row => (long)row["task"]!).ToList();
        Assert.Equal([0.9, 0.25], rows.Select(row => Number(row, "score")));
        Assert.Equal([null, 0.75], rows.Select(row => Number(row, "mislabeling")));
    }

    [Fact]
    public async Task Only_the_worst_five_hundred_labels_are_written_however_often_it_is_woken()
    {
        await using var project = await StartAsync(tasks: 503);
        await project.CompleteAsync(
            [.. project.Tasks.Select((task, number) => Labelled(task, quality: number / 1000.0))]);
        for (var wake = 0; wake < 3; wake++)
        {
            await PushAsync(project);
        }

        Assert.Equal(
            project.Tasks.Take(500), project.Fake.Content.Predictions.Values.Select(row => (long)row["task"]!).Order());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_may_have_been_written_before_a_crash_is_looked_up_and_not_written_twice(bool wasWritten)
    {
        await using var project = await StartAsync(tasks: 2);
        await project.CompleteAsync(Unlabelled(project.Tasks[0]), Labelled(project.Tasks[1], 0.5));
        await project.Silo.Database.WriteAsync(session => PushedTable.SaveAsync(session, project.Key,
        [
            .. project.Tasks.Select(task =>
                new PushedRow { TaskId = task, ModelVersion = "noisylabels-v1" }.Unsure()),
        ]));
        if (wasWritten)
        {
            project.Tasks.ToList().ForEach(task => Add(project.Fake, task, "noisylabels-v1"));
        }

        await PushAsync(project);
        Assert.Equal(["noisylabels-v1", "noisylabels-v1"], Versions(project.Fake));

        await project.CompleteAsync(Unlabelled(project.Tasks[0]));
        await PushAsync(project);
        Assert.Equal(["noisylabels-v2"], Versions(project.Fake));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_a_problem_and_the_next_wake_goes_on_from_there()
    {
        await using var project = await StartAsync(tasks: 3);
        await project.CompleteAsync([.. project.Tasks.Select(task => Labelled(task, 0.5))]);
        project.Fake.Fail("/api/predictions", 500, times: 1);
        var result = await project.PushAsync();
        Assert.NotNull(result.Problem);
        Assert.NotNull(result.RetryAfter);
        await PushAsync(project);
        Assert.Equal(3, project.Fake.Content.Predictions.Count);
    }

    [Fact]
    public async Task Classes_that_the_configuration_does_not_offer_are_not_written()
    {
        await using var project = await StartAsync(tasks: 2);
        await project.CompleteAsync(
            Unlabelled(project.Tasks[0]) with { Predicted = """["fox"]""" },
            Labelled(project.Tasks[1], 0.5) with { Predicted = """["fox"]""" });
        await PushAsync(project);
        Assert.Empty(project.Fake.Content.Predictions);
    }

    [Fact]
    public async Task What_Label_Studio_refuses_is_told_in_the_journal_and_not_tried_again()
    {
        await using var project = await StartAsync(tasks: 2);
        await project.CompleteAsync([.. project.Tasks.Select(task => Labelled(task, 0.5))]);
        project.Fake.Fail("/api/predictions", 400, times: 1, body: """{"detail":"No such task."}""");
        await PushAsync(project);
        await PushAsync(project);
        Assert.Single(project.Fake.Content.Predictions);
        Assert.Single(
            await project.JournalAsync(),
            line => line.StartsWith("Label Studio did not take 1 of 2 predictions.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_model_takes_all_back_and_an_older_version_is_written_again()
    {
        await using var project = await StartAsync(tasks: 2);
        await project.CompleteAsync([.. project.Tasks.Select(Unlabelled)]);
        await PushAsync(project);
        Assert.True(await project.Grain.Activate(ModelVersions.None));
        await PushAsync(project);
        Assert.Empty(project.Fake.Content.Predictions);
        Assert.True(await project.Grain.Activate("noisylabels-v1"));
        await PushAsync(project);
        Assert.Equal(["noisylabels-v1", "noisylabels-v1"], Versions(project.Fake));
    }

    [Fact]
    public async Task Nothing_is_written_where_nobody_wants_it()
    {
        await using var project = await StartAsync(tasks: 1);
        await project.CompleteAsync(Unlabelled(project.Tasks[0]));
        await project.Grain.ChangeSettings(new ProjectSettings { PushesPredictions = false });
        await PushAsync(project);
        Assert.Empty(project.Fake.Content.Predictions);

        await project.Grain.ChangeSettings(new ProjectSettings());
        await project.Grain.Disconnect();
        await PushAsync(project);
        Assert.Empty(project.Fake.Content.Predictions);

        await project.Grain.Setup(new SetupCommand(PaintedProject.Config, null, null));
        await PushAsync(project);
        Assert.Single(project.Fake.Content.Predictions);
    }

    private static async Task<PaintedProject> StartAsync(int tasks)
    {
        var project = await PaintedProject.StartAsync(tasks);
        Assert.Null((await project.ReconcileAsync()).Problem);
        return project;
    }

    private static async Task PushAsync(PaintedProject project)
    {
        var result = await project.PushAsync();
        Assert.Equal((null, null), (result.Problem, result.RetryAfter));
    }

    private static Judgement Unlabelled(long task) =>
        new() { Control = "label", TaskId = task, Predicted = """["cat"]""", Confidence = 0.9 };

    private static Judgement Labelled(long task, double quality) =>
        Unlabelled(task) with { Given = "dog", LabelQuality = quality, Mislabeling = 1 - quality };

    private static long Add(FakeLabelStudio fake, long task, string version)
    {
        var id = fake.Content.NextId();
        fake.Content.Predictions[id] = new JsonObject { ["id"] = id, ["task"] = task, ["model_version"] = version };
        return id;
    }

    private static double? Number(JsonObject row, string key) =>
        row[key] is { } value ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string?> Versions(FakeLabelStudio fake) =>
        fake.Content.Predictions.Values.Select(row => (string?)row["model_version"]).Order();
}
