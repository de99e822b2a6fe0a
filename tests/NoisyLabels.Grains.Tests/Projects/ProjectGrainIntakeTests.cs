using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Tests.Projects;

public sealed class ProjectGrainIntakeTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task What_Label_Studio_sent_in_one_session_becomes_rows()
    {
        var key = silo.NewKey();
        Assert.Equal(1, await DeliverAsync(key, "annotation-created"));
        Assert.Equal(0, await DeliverAsync(key, "annotation-created"));
        Assert.Equal(1, await DeliverAsync(key, "annotation-updated"));
        Assert.Equal(0, await DeliverAsync(key, "annotation-created"));
        Assert.Equal(1, await DeliverAsync(key, "annotation-created-second-annotator"));
        Assert.Equal(1, await DeliverAsync(key, "annotation-created-ground-truth"));
        Assert.Equal(1, await DeliverAsync(key, "annotation-created-skipped"));
        Assert.Equal(2, await DeliverAsync(key, "annotations-created-bulk"));
        await SaysAsync(
            key,
            (6, 5, "dog", false), (7, 5, "cat", false), (8, 6, "dog", true), (9, 7, null, false),
            (10, 8, "cat", false), (11, 9, "cat", false));

        Assert.Equal(1, await DeliverAsync(key, "annotations-deleted"));
        Assert.Equal(0, await DeliverAsync(key, "annotation-created-ground-truth"));
        Assert.Equal(2, await DeliverAsync(key, "tasks-created-json"));
        var status = await silo.Project(key).GetStatus();
        Assert.Equal((7L, 5L, 3L), (status.Tasks, status.Annotations, status.LabelledTasks));
        Assert.True(status.HasNews);
        Assert.Equal(["label"], status.Controls.Select(control => control.Name));
    }

    [Fact]
    public async Task A_late_event_of_a_deleted_task_revives_nothing()
    {
        var key = silo.NewKey();
        await AnnotateAsync(key, 1, 5, "cat");
        await AnnotateAsync(key, 2, 6, "dog");
        Assert.Equal(1, (await silo.Project(key).Deliver(Events.TasksDeleted(key, 5))).Changed);
        Assert.Equal(0, await AnnotateAsync(key, 1, 5, "dog", second: 5));
        Assert.Equal(0, await AnnotateAsync(key, 3, 5, "dog"));
        await SaysAsync(key, (2, 6, "dog", false));
        Assert.Equal(1, (await silo.Project(key).GetStatus()).Tasks);
    }

    [Fact]
    public async Task A_new_star_takes_the_old_one_from_the_task_and_from_no_other()
    {
        var key = silo.NewKey();
        await AnnotateAsync(key, 1, 5, "cat", isStar: true);
        await AnnotateAsync(key, 2, 6, "cat", isStar: true);
        await AnnotateAsync(key, 3, 5, "dog");
        await AnnotateAsync(key, 3, 5, "dog", second: 1, isStar: true);
        await SaysAsync(key, (1, 5, "cat", false), (2, 6, "cat", true), (3, 5, "dog", true));
    }

    [Fact]
    public async Task The_same_number_in_two_installations_is_two_projects()
    {
        var (one, other) = (silo.NewKey(), new ProjectKey("team-a", 1, 1795570229));
        var twin = other with { Instance = "team-b" };
        await AnnotateAsync(one, 1, 5, "cat");
        await AnnotateAsync(other, 1, 5, "dog");
        await AnnotateAsync(twin, 1, 5, "cat");
        await silo.Project(twin).Deliver(Events.TasksDeleted(twin, 5));
        await SaysAsync(one, (1, 5, "cat", false));
        await SaysAsync(other, (1, 5, "dog", false));
        await SaysAsync(twin);
    }

    [Fact]
    public async Task Complete_tasks_bring_what_no_event_told_and_take_away_what_is_gone()
    {
        var key = silo.NewKey();
        await AnnotateAsync(key, 1, 5, "cat");
        TaskRecord[] tasks =
        [
            Storage.Store.Task(5) with { Annotations = [Storage.Store.Annotation(2, 5).Annotation!] },
        ];
        var reply = await silo.Project(key).DeliverTasks(new TaskDelivery(TaskBatch.Write(tasks), Events.Config, true));
        Assert.Equal(2, reply.Changed);
        Assert.Equal([2L], (await SayAsync(key)).Select(row => row.Id));
        await silo.Project(key).DeliverTasks(new TaskDelivery(TaskBatch.Write([Storage.Store.Task(5)]), null, false));
        Assert.Equal([2L], (await SayAsync(key)).Select(row => row.Id));
    }

    [Fact]
    public async Task A_body_that_is_no_message_is_refused_with_a_sentence()
    {
        var reply = await silo.Project(silo.NewKey()).Deliver(new WebhookDelivery("[1"u8.ToArray(), null));
        Assert.EndsWith(".", reply.Problem);
    }

    private async Task<int> DeliverAsync(ProjectKey key, string recorded) =>
        (await silo.Project(key).Deliver(Events.Recorded(recorded))).Changed;

    private async Task<int> AnnotateAsync(
        ProjectKey key, long id, long task, string label, int second = 0, bool isStar = false) =>
        (await silo.Project(key).Deliver(Events.Annotated(key, id, task, label, second, isStar))).Changed;

    private async Task SaysAsync(ProjectKey key, params (long, long, string?, bool)[] expected) =>
        Assert.Equal(expected, await SayAsync(key));

    private async Task<IEnumerable<(long Id, long Task, string? Label, bool IsStar)>> SayAsync(ProjectKey key) =>
        (await silo.Database.ReadAsync(session => AnnotationTable.ListAsync(session, key))).Select(annotation => (
            annotation.Id!.Value,
            annotation.TaskId!.Value,
            annotation.Regions is [var region, ..] ? region.Choices[0][0] : null,
            annotation.GroundTruth));
}
