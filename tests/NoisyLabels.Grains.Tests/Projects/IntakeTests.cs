using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Grains.Work;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>What Label Studio says, through a real grain into real tables.</summary>
public sealed class IntakeTests() : OneSilo(SiloRole.Web)
{
    [Fact]
    public async Task An_event_is_in_the_tables_when_it_is_acknowledged_and_counts_once_however_often_it_comes()
    {
        Assert.Equal(1, (await Pets.Deliver(Events.Saved(1))).Changed);
        Assert.Equal("cat", await LabelAsync(1));

        Assert.Equal(0, (await Pets.Deliver(Events.Saved(1))).Changed);
        var status = await Pets.GetStatus();
        Assert.Equal((1, 1, 1), (status.Tasks, status.Annotations, status.LabelledTasks));
    }

    [Fact]
    public async Task A_late_event_does_not_undo_a_newer_one()
    {
        await Pets.Deliver(Events.Saved(1, "dog", minute: 2));
        Assert.Equal(0, (await Pets.Deliver(Events.Saved(1, "cat", minute: 1))).Changed);
        Assert.Equal("dog", await LabelAsync(1));
    }

    [Fact]
    public async Task What_was_deleted_stays_deleted_whatever_arrives_late()
    {
        await Pets.Deliver(Events.Deleted(1));
        await Pets.Deliver(Events.Saved(1));
        await Pets.Deliver(Events.Saved(2));
        await Pets.Deliver(Events.TasksDeleted(2));
        await Pets.Deliver(Events.Saved(2, "dog", minute: 3));
        await Pets.Deliver(Events.Saved(2, "dog", annotation: 22));

        var status = await Pets.GetStatus();
        Assert.Equal((1, 0, 0), (status.Tasks, status.Annotations, status.LabelledTasks));
    }

    [Fact]
    public async Task A_deleted_task_is_not_revived_by_what_was_said_before_it_was_deleted()
    {
        var began = Cluster.Clock.GetUtcNow();
        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await Pets.Deliver(Events.TasksDeleted(1));
        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));

        // Nobody had heard of the task: the page of an export that had begun, an old event and a slow /predict name it.
        await Pets.Reconcile(new ReconciliationPage(began, [Labelled(1)], IsLast: false));
        await Pets.Deliver(Events.Saved(1));
        await Pets.DeliverTasks(new TaskDelivery([Labelled(1)], null, AnnotationsAreComplete: true));
        var status = await Pets.GetStatus();
        Assert.Equal((0, 0), (status.Tasks, status.Annotations));

        // An export that began after it shows that Label Studio was set back to an older state.
        await Pets.Reconcile(new ReconciliationPage(
            Cluster.Clock.GetUtcNow(), [Labelled(1)], IsLast: false));
        status = await Pets.GetStatus();
        Assert.Equal((1, 1), (status.Tasks, status.Annotations));
    }

    [Fact]
    public async Task A_slow_predict_changes_nothing_that_is_newer_than_it()
    {
        var received = Cluster.Clock.GetUtcNow();
        TaskRecord[] asked = [Labelled(1), Labelled(2), Labelled(3) with { Annotations = [] }];
        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await Pets.Deliver(Events.Saved(1, "dog", minute: 5));
        await Pets.Deliver(Events.Deleted(2));
        await Pets.Deliver(Events.Saved(3, "dog", minute: 5));
        await Pets.DeliverTasks(new TaskDelivery([.. asked], null, AnnotationsAreComplete: true, received));

        Assert.Equal("dog", await LabelAsync(1));
        Assert.Equal("dog", await LabelAsync(3));
        Assert.Equal([1, 3], (await StoredAsync()).Select(annotation => annotation.Id).Order());
    }

    [Fact]
    public async Task A_new_ground_truth_takes_the_star_from_the_others_of_its_task_only()
    {
        await Pets.Deliver(Events.Saved(1, annotation: 10, isStar: true));
        await Pets.Deliver(Events.Saved(2, annotation: 20, isStar: true));
        await Pets.Deliver(Events.Saved(1, "dog", annotation: 11, isStar: true));

        var stars = (await StoredAsync()).Where(annotation => annotation.GroundTruth).Select(a => a.Id);
        Assert.Equal([11, 20], stars.Order());
    }

    [Fact]
    public async Task Projects_of_the_same_number_never_mix()
    {
        var other = new ProjectKey("team-a", 14, 1795570229);
        var restored = Events.Pets with { CreatedSeconds = 1795570230 };
        await Task.WhenAll(
            Pets.Deliver(Events.Saved(1)),
            Cluster.Project(other).Deliver(Events.Saved(1, "dog")),
            Cluster.Project(restored).Deliver(Events.TasksDeleted(1)));

        Assert.Equal("cat", await LabelAsync(1));
        Assert.Equal("dog", await LabelAsync(1, other));
        Assert.Equal(0, (await Cluster.Project(restored).GetStatus()).Annotations);
    }

    [Fact]
    public async Task An_export_brings_what_events_did_not_say_and_takes_what_is_gone()
    {
        await Pets.Deliver(Events.Saved(1));
        await Pets.Deliver(Events.Saved(2));
        Cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var began = Cluster.Clock.GetUtcNow();
        await Pets.Deliver(Events.Saved(3));
        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        TaskRecord[] exported =
        [
            new() { Id = 1, Data = TaskData.Parse("""{"image":"/data/upload/1.png"}""") },
            new() { Id = 4, Data = TaskData.Parse("""{"image":"/data/upload/4.png"}""") },
        ];
        await Pets.Reconcile(new ReconciliationPage(began, [.. exported], IsLast: false));
        await Pets.Reconcile(new ReconciliationPage(began, [], IsLast: true));

        var status = await Pets.GetStatus();
        Assert.Equal((3, 1, 1), (status.Tasks, status.Annotations, status.LabelledTasks));
        Assert.Equal(3, Assert.Single(await StoredAsync()).TaskId);
        Assert.Equal(Cluster.Clock.GetUtcNow(), status.ReconciledAt);
    }

    [Fact]
    public async Task Only_other_classes_are_news_not_another_spelling()
    {
        await Pets.Deliver(Events.Saved(1));
        await Pets.RequestTraining(new("test", IsForced: true));
        await Cluster.Database.BeginAsync(Pets, Cluster.Clock.GetUtcNow());
        Assert.False((await Pets.GetStatus()).HasNews);

        await Pets.Setup(Events.Setup(Events.CatsAndDogs.Replace("\n", " ", StringComparison.Ordinal)));
        Assert.False((await Pets.GetStatus()).HasNews);

        await Pets.Setup(Events.Setup(Events.CatsAndDogs.Replace("\"dog\"", "\"fox\"", StringComparison.Ordinal)));
        var status = await Pets.GetStatus();
        Assert.True(status.HasNews);
        Assert.Equal(["cat", "fox"], Assert.Single(status.Controls).Classes);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_served_is_remarked_once()
    {
        const string Boxes = """<View><Image name="image" value="$image"/><Brush name="b" toName="image"/></View>""";
        var reply = await Pets.Setup(Events.Setup(Boxes));
        await Pets.Setup(Events.Setup(Boxes + " "));

        Assert.NotEmpty(reply.Remarks);
        Assert.Equal(ModelVersions.None, reply.ModelVersion);
        Assert.Single((await Pets.GetStatus()).Journal, line => line.Sentence == reply.Remarks[0]);
    }

    [Fact]
    public async Task New_tasks_wake_the_search_for_images_and_start_training_an_export()
    {
        var (images, exports) = (Woken(WorkReasons.Images), Woken(WorkReasons.Reconcile));
        await Pets.Deliver(Events.Saved(1));
        Assert.True(Woken(WorkReasons.Images) > images);
        Assert.Equal(exports, Woken(WorkReasons.Reconcile));

        var reply = await Pets.Deliver(Events.Start());
        Assert.NotNull(reply.Run);
        Assert.True(Woken(WorkReasons.Reconcile) > exports);
    }

    [Fact]
    public async Task Every_recorded_event_is_taken_and_taking_it_again_changes_nothing()
    {
        var captures = RecordedEvent.All();
        Assert.NotEmpty(captures);
        foreach (var capture in captures)
        {
            var project = Cluster.Project(Events.Pets with { Instance = capture.Instance });
            await project.Deliver(capture.Delivery);
            var before = await project.GetStatus();
            await project.Deliver(capture.Delivery);
            var after = await project.GetStatus();
            Assert.Equal(
                (before.Tasks, before.Annotations, before.LabelledTasks, before.Title),
                (after.Tasks, after.Annotations, after.LabelledTasks, after.Title));
        }
    }

    /// <summary>As the event of a first annotation has it, a cat.</summary>
    private static TaskRecord Labelled(long id)
    {
        var saved = (AnnotationsSaved)Events.Saved(id).Event;
        return new TaskRecord
        {
            Id = id,
            Data = TaskData.Parse($$"""{"image":"/data/upload/{{id}}.png"}"""),
            Annotations = [saved.Annotations.Single() with { TaskId = id }],
        };
    }

    private int Woken(WorkReasons reason) => Cluster.Work.Count(Events.Pets, reason);

    private Task<IReadOnlyList<AnnotationRecord>> StoredAsync(ProjectKey? key = null) =>
        Cluster.Database.ReadAsync(session => AnnotationTable.ListAsync(session, key ?? Events.Pets));

    private async Task<string> LabelAsync(long annotation, ProjectKey? key = null) =>
        (await StoredAsync(key)).Single(stored => stored.Id == annotation).Regions.Single().Choices.Single().Single();
}
