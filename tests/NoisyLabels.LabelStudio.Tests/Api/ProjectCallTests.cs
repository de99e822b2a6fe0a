using System.Text.Json.Nodes;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class ProjectCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_found_by_number_or_in_the_list_of_all()
    {
        await using var asking = await Asking.StartAsync();
        var content = asking.Fake.Content;
        var ids = Enumerable.Range(0, 130).Select(i => content.AddProject($"p{i}", Samples.CatsAndDogs)).ToList();
        var all = await asking.Client().Projects.ListAsync(Cancellation);
        Assert.Equal(ids, all.Value!.Select(project => project.Uid.Id));

        var one = (await asking.Client().Projects.GetAsync(ids[3], Cancellation)).Value!;
        Assert.Equal(("p3", new ProjectUid(ids[3], 1795570229)), (one.Title, one.Uid));
        var lost = await asking.Client().Projects.GetAsync(5, Cancellation);
        Assert.Equal(ApiProblemKind.NotFound, lost.Problem!.Kind);
    }

    [Fact]
    public async Task A_setting_is_changed_alone_and_a_refusal_says_why()
    {
        await using var asking = await Asking.StartAsync();
        var id = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var projects = asking.Client().Projects;
        var automatic = new PredictionSettings { EvaluatePredictionsAutomatically = true };
        var changed = await projects.ChangeAsync(id, automatic, Cancellation);
        Assert.True(changed.Value!.EvaluatesPredictionsAutomatically);
        Assert.Equal("""{"evaluate_predictions_automatically":true}""", asking.Fake.Requests[^1].Body);

        var refused = await projects.ChangeAsync(id, new() { ModelVersion = "zzz" }, Cancellation);
        Assert.Equal(ApiProblemKind.Refused, refused.Problem!.Kind);
        Assert.Contains("model_version: Model version doesn't", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_come_by_the_page_and_the_page_past_the_end_is_empty()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var ids = asking.AddImages(project, 5);
        var tasks = asking.Client().Tasks;
        var first = (await tasks.ReadPageAsync(project, 1, 3, cancellation: Cancellation)).Value!;
        var second = (await tasks.ReadPageAsync(project, 2, 3, cancellation: Cancellation)).Value!;
        Assert.Equal(5, first.Total);
        Assert.Equal(ids, first.Tasks.Concat(second.Tasks).Select(task => task.Id!.Value));
        Assert.Empty((await tasks.ReadPageAsync(project, 3, 3, cancellation: Cancellation)).Value!.Tasks);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [InlineData(0, false)]
    public async Task An_export_brings_every_task_whatever_way_it_is_made(int polls, bool hasSnapshots)
    {
        await using var asking = await Asking.StartAsync(
            new FakeLabelStudioSettings { ExportPolls = polls, HasSnapshots = hasSnapshots });
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        asking.Fake.Content.AddTask(project, "a.jpg");
        var annotated = asking.Fake.Content.AddTask(
            project, "b.jpg", (JsonObject)JsonNode.Parse(Samples.Annotation(9, "cat"))!);

        var tasks = await ExportAsync(asking, project, onlyAnnotated: false);
        Assert.Equal(2, tasks.Count);
        var task = Assert.Single(await ExportAsync(asking, project, onlyAnnotated: true));
        Assert.Equal(annotated, task.Id);
        Assert.Equal(9, task.Annotations.Single().Id);
        Assert.Empty(asking.Fake.Content.Exports);
    }

    [Fact]
    public async Task A_snapshot_is_removed_also_when_reading_it_fails()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        asking.Fake.Content.AddTask(project, "a.jpg");
        await Assert.ThrowsAsync<IOException>(() => asking.Client().Exports.ReadAsync(
            project, onlyAnnotated: false, _ => throw new IOException("our disk is full"), Cancellation));
        Assert.Empty(asking.Fake.Content.Exports);
    }

    [Fact]
    public async Task An_export_that_is_no_list_is_a_sentence()
    {
        await using var asking = await Asking.StartAsync(new FakeLabelStudioSettings { HasSnapshots = false });
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        asking.Fake.Fail($"/api/projects/{project}/export?", 200, body: """[{"id": 1}, {"id":""");
        var exports = asking.Client().Exports;
        var result = await exports.ReadAsync(project, false, _ => ValueTask.CompletedTask, Cancellation);
        Assert.Equal(ApiProblemKind.Unreadable, result.Problem!.Kind);
    }

    private static async Task<List<TaskRecord>> ExportAsync(Asking asking, long project, bool onlyAnnotated)
    {
        var tasks = new List<TaskRecord>();
        var result = await asking.Client().Exports.ReadAsync(
            project,
            onlyAnnotated,
            task =>
            {
                tasks.Add(task);
                return ValueTask.CompletedTask;
            },
            Cancellation);
        Assert.Equal(new ExportOutcome(tasks.Count), result.Value);
        return tasks;
    }
}
