using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Learning;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>From news to a version, in one process.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ProjectCluster _cluster = null!;

    private IProjectGrain Pets => _cluster.Project(Events.Pets);

    public async ValueTask InitializeAsync()
    {
        _cluster = await ProjectCluster.StartAsync(_folder, SiloRole.All);
        await Pets.Setup(Events.Setup());
    }

    [Fact]
    public async Task A_thousand_events_are_two_trainings_and_none_is_forgotten()
    {
        await DeliverAsync(1, 500);
        var first = await _cluster.UntilStartedAsync(1);
        await DeliverAsync(501, 500);
        Assert.Single(_cluster.Started);
        Assert.True((await Pets.GetStatus()).HasNews);

        first.End();
        (await _cluster.UntilStartedAsync(2)).End();
        await _cluster.UntilEndedAsync(Events.Pets);
        await _cluster.PassAsync(TimeSpan.FromSeconds(15));

        var status = await Pets.GetStatus();
        Assert.Equal((1000, 1000, false), (status.Annotations, status.LabelledTasks, status.HasNews));
        Assert.Equal("noisylabels-v2", status.ModelVersion);
        Assert.Equal(2, (await RunsAsync()).Count);
        Assert.Equal(2, _cluster.Started.Count);
    }

    [Fact]
    public async Task Too_few_labels_wait_unless_somebody_asks()
    {
        await DeliverAsync(1, 19);
        await _cluster.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Empty(_cluster.Started);

        var reply = await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        Assert.NotNull(reply.Run);
        (await _cluster.UntilStartedAsync(1)).End(new TrainingOutcome
        {
            HasModel = false, IsNotWorse = true, Labelled = 19, Images = 19, Sentences = ["Label 1 more."],
        });
        var run = await _cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal((RunPhase.Succeeded, null), (run.Phase, run.ModelVersion));
        Assert.Equal(["Label 1 more."], run.Sentences);
        Assert.Equal(ModelVersions.None, (await Pets.GetStatus()).ModelVersion);
    }

    [Fact]
    public async Task One_late_change_is_trained_after_a_quiet_while()
    {
        await TrainAsync();
        await Pets.Deliver(Events.Saved(1, "dog", minute: 5));
        await _cluster.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Single(_cluster.Started);
        await _cluster.UntilStartedAsync(2);
    }

    [Fact]
    public async Task A_worse_model_makes_no_version_and_an_older_version_can_come_back()
    {
        await TrainAsync();
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        (await _cluster.UntilStartedAsync(2)).End(StartedTraining.Model(isNotWorse: false));
        var run = await _cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal((RunPhase.Succeeded, null), (run.Phase, run.ModelVersion));
        var status = await Pets.GetStatus();
        Assert.Equal("noisylabels-v1", status.ModelVersion);
        Assert.Contains("worse", status.Journal[0].Sentence, StringComparison.Ordinal);

        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        (await _cluster.UntilStartedAsync(3)).End();
        Assert.Equal("noisylabels-v2", (await _cluster.UntilEndedAsync(Events.Pets)).ModelVersion);
        Assert.False(await Pets.Activate("noisylabels-v9"));
        Assert.True(await Pets.Activate("noisylabels-v1"));
        await _cluster.DeactivateAsync(Events.Pets);
        Assert.Equal("noisylabels-v1", (await Pets.GetStatus()).ModelVersion);
    }

    [Fact]
    public async Task A_result_is_taken_once_and_only_from_the_attempt_that_holds_the_fence()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var started = await _cluster.UntilStartedAsync(1);
        var (run, fence) = (started.Ticket.Run, started.Ticket.Fence);
        Assert.False(await Pets.Complete(Guid.NewGuid(), fence, StartedTraining.Model()));
        Assert.False(await Pets.Complete(run, fence - 1, StartedTraining.Model()));
        Assert.False(await Pets.Fail(run, fence + 1, "no"));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Pets.Complete(run, fence, StartedTraining.Model())));
        Assert.Single(taken, isTaken => isTaken);
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task A_failure_is_told_in_a_sentence_and_tried_again_only_after_news()
    {
        await DeliverAsync(1, 20);
        (await _cluster.UntilStartedAsync(1)).Fail(new UserErrorException("The disk is full; free some space."));
        var run = await _cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal(RunPhase.Failed, run.Phase);
        Assert.Equal(["The disk is full; free some space."], run.Sentences);

        await _cluster.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Single(_cluster.Started);
        await DeliverAsync(21, 1);
        (await _cluster.UntilStartedAsync(2)).Fail(new InvalidOperationException("secret detail"));
        run = await _cluster.UntilEndedAsync(Events.Pets);
        Assert.Contains("log", Assert.Single(run.Sentences), StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", run.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_training_stops_and_does_not_come_back_by_itself()
    {
        await DeliverAsync(1, 20);
        var started = await _cluster.UntilStartedAsync(1);
        Assert.True(await Pets.CancelTraining());
        Assert.False(await Pets.CancelTraining());
        await _cluster.UntilAsync(() => started.HasEnded, "the attempt hears of it");
        Assert.True(started.Cancellation.IsCancellationRequested);

        await _cluster.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(RunPhase.Cancelled, (await Pets.GetStatus()).Run!.Phase);
        Assert.Single(_cluster.Started);
        await DeliverAsync(21, 5);
        await _cluster.UntilStartedAsync(2);
    }

    [Fact]
    public async Task Who_asks_while_a_training_runs_gets_another_one()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var first = await _cluster.UntilStartedAsync(1);
        var reply = await Pets.RequestTraining(new TrainingRequest("again", IsForced: true));
        Assert.Equal(first.Ticket.Run, reply.Run);
        first.End();
        var second = await _cluster.UntilStartedAsync(2);
        Assert.NotEqual(first.Ticket.Run, second.Ticket.Run);
        Assert.True(second.Ticket.Fence > first.Ticket.Fence);
    }

    [Fact]
    public async Task A_run_shows_how_far_it_is()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var started = await _cluster.UntilStartedAsync(1);
        started.Report(new TrainingProgress("learning", 3, 7, 12));
        await _cluster.UntilAsync(
            async () => (await Pets.GetStatus()).Run?.Progress is { Phase: "learning", Done: 3, Total: 7 },
            "the progress is seen");
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    private Task DeliverAsync(int first, int count) => Parallel.ForAsync(
        first,
        first + count,
        TestContext.Current.CancellationToken,
        async (task, _) => await Pets.Deliver(Events.Saved(task, task % 2 == 0 ? "cat" : "dog")));

    private async Task TrainAsync()
    {
        await DeliverAsync(1, 20);
        (await _cluster.UntilStartedAsync(1)).End();
        Assert.Equal("noisylabels-v1", (await _cluster.UntilEndedAsync(Events.Pets)).ModelVersion);
    }

    private Task<IReadOnlyList<RunRow>> RunsAsync() =>
        _cluster.Database.ReadAsync(session => RunTable.ListAsync(session, Events.Pets, 100));

    private Task<IReadOnlyList<VersionRow>> VersionsAsync() =>
        _cluster.Database.ReadAsync(session => VersionTable.ListAsync(session, Events.Pets));
}
