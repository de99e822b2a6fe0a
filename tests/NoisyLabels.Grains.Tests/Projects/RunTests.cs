using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>From news to a version, in one process.</summary>
public sealed class RunTests() : OneSilo(SiloRole.All)
{
    [Fact]
    public async Task A_thousand_events_are_two_trainings_and_none_is_forgotten()
    {
        await DeliverAsync(1, 500);
        var first = await Cluster.UntilStartedAsync(1);
        await DeliverAsync(501, 500);
        Assert.Single(Cluster.Started);
        Assert.True((await Pets.GetStatus()).HasNews);

        first.End();
        (await Cluster.UntilStartedAsync(2)).End();
        await Cluster.UntilEndedAsync(Events.Pets);
        await Cluster.PassAsync(TimeSpan.FromSeconds(15));

        var status = await Pets.GetStatus();
        Assert.Equal((1000, 1000, false), (status.Annotations, status.LabelledTasks, status.HasNews));
        Assert.Equal("noisylabels-v2", status.ModelVersion);
        Assert.Equal(2, (await RunsAsync()).Count);
        Assert.Equal(2, Cluster.Started.Count);
    }

    [Fact]
    public async Task Too_few_labels_wait_unless_somebody_asks()
    {
        await DeliverAsync(1, 19);
        await Cluster.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Empty(Cluster.Started);

        var reply = await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        Assert.NotNull(reply.Run);
        (await Cluster.UntilStartedAsync(1)).End(new TrainingOutcome
        {
            HasModel = false, IsNotWorse = true, Labelled = 19, Images = 19, Sentences = ["Label 1 more."],
        });
        var run = await Cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal((RunPhase.Succeeded, null), (run.Phase, run.ModelVersion));
        Assert.Equal(["Label 1 more."], run.Sentences);
        Assert.Equal(ModelVersions.None, (await Pets.GetStatus()).ModelVersion);
    }

    [Fact]
    public async Task One_late_change_is_trained_after_a_quiet_while()
    {
        await TrainAsync();
        await Pets.Deliver(Events.Saved(1, "dog", minute: 5));
        await Cluster.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Single(Cluster.Started);
        await Cluster.UntilStartedAsync(2);
    }

    [Fact]
    public async Task A_worse_model_makes_no_version_and_an_older_version_can_come_back()
    {
        await TrainAsync();
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        (await Cluster.UntilStartedAsync(2)).End(StartedTraining.Model(isNotWorse: false));
        var run = await Cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal((RunPhase.Succeeded, null), (run.Phase, run.ModelVersion));
        var status = await Pets.GetStatus();
        Assert.Equal("noisylabels-v1", status.ModelVersion);
        Assert.Contains("worse", status.Journal[0].Sentence, StringComparison.Ordinal);

        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        (await Cluster.UntilStartedAsync(3)).End();
        Assert.Equal("noisylabels-v2", (await Cluster.UntilEndedAsync(Events.Pets)).ModelVersion);
        Assert.False(await Pets.Activate("noisylabels-v9"));
        Assert.True(await Pets.Activate("noisylabels-v1"));
        await Cluster.DeactivateAsync(Events.Pets);
        Assert.Equal("noisylabels-v1", (await Pets.GetStatus()).ModelVersion);
    }

    [Fact]
    public async Task A_result_is_taken_once_and_only_from_the_attempt_that_holds_the_fence()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var started = await Cluster.UntilStartedAsync(1);
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
    public async Task A_version_and_the_end_of_its_run_are_written_together_or_not_at_all()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var ticket = (await Cluster.UntilStartedAsync(1)).Ticket;

        // The last statement of the transaction fails, as if the process had been killed before it.
        await ExecuteAsync("CREATE TRIGGER no_journal BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'killed'); END");
        await Assert.ThrowsAnyAsync<Exception>(
            () => Pets.Complete(ticket.Run, ticket.Fence, StartedTraining.Model()));
        Assert.Empty(await VersionsAsync());
        Assert.Equal(RunPhase.Running, (await Cluster.Database.LatestRunAsync(Events.Pets))!.Phase);
        Assert.Equal(ModelVersions.None, (await Pets.GetStatus()).ModelVersion);

        await ExecuteAsync("DROP TRIGGER no_journal");
        await Cluster.DeactivateAsync(Events.Pets);
        Assert.True(await Pets.Complete(ticket.Run, ticket.Fence, StartedTraining.Model()));
        var status = await Pets.GetStatus();
        Assert.Equal((RunPhase.Succeeded, "noisylabels-v1"), (status.Run!.Phase, status.Run.ModelVersion));
        Assert.Equal("noisylabels-v1", status.ModelVersion);
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task A_failure_is_told_in_a_sentence_and_forgets_no_news()
    {
        await DeliverAsync(1, 20);
        (await Cluster.UntilStartedAsync(1)).Fail(new UserErrorException("The disk is full; free some space."));
        var run = await Cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal(RunPhase.Failed, run.Phase);
        Assert.Equal(["The disk is full; free some space."], run.Sentences);

        // What it was to learn is still news, also to a process that has just begun: it is tried again after a pause.
        Assert.True((await Pets.GetStatus()).HasNews);
        await Cluster.DeactivateAsync(Events.Pets);
        Assert.True((await Pets.GetStatus()).HasNews);
        await Cluster.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Single(Cluster.Started);
        (await Cluster.UntilStartedAsync(2)).Fail(new InvalidOperationException("secret detail"));
        run = await Cluster.UntilEndedAsync(Events.Pets);
        Assert.Contains("log", Assert.Single(run.Sentences), StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", run.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_stays_is_told_once_and_the_pauses_between_its_trials_grow()
    {
        await DeliverAsync(1, 20);
        var began = new List<DateTimeOffset>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            (await Cluster.UntilStartedAsync(attempt)).Fail(new UserErrorException("The disk is full."));
            began.Add(Cluster.Clock.GetUtcNow());
            Assert.Equal(RunPhase.Failed, (await Cluster.UntilEndedAsync(Events.Pets)).Phase);
        }

        Assert.True(began[2] - began[1] > began[1] - began[0], "The pauses do not grow.");
        Assert.Single(
            (await Pets.GetStatus()).Journal, line => line.Sentence == "The training failed: The disk is full.");
        (await Cluster.UntilStartedAsync(4)).End();
        await Cluster.UntilEndedAsync(Events.Pets);
        Assert.False((await Pets.GetStatus()).HasNews);
    }

    [Fact]
    public async Task A_deleted_backend_trains_no_more_until_Label_Studio_connects_again()
    {
        await DeliverAsync(1, 20);
        var started = await Cluster.UntilStartedAsync(1);
        await Pets.Disconnect();
        await Cluster.UntilAsync(() => started.HasEnded, "the attempt hears of it");
        await DeliverAsync(21, 20);
        await Cluster.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Single(Cluster.Started);
        var status = await Pets.GetStatus();
        Assert.Equal(40, status.LabelledTasks);
        Assert.Contains(status.Remarks, remark => remark.Contains("deleted this backend", StringComparison.Ordinal));

        await Cluster.DeactivateAsync(Events.Pets);
        Assert.False((await Pets.GetConfig()).IsConnected);
        await Pets.Setup(Events.Setup());
        Assert.Empty((await Pets.GetStatus()).Remarks);
        await Cluster.UntilStartedAsync(2);
    }

    [Fact]
    public async Task A_cancelled_training_stops_and_does_not_come_back_by_itself()
    {
        await DeliverAsync(1, 20);
        var started = await Cluster.UntilStartedAsync(1);
        Assert.True(await Pets.CancelTraining());
        Assert.False(await Pets.CancelTraining());
        await Cluster.UntilAsync(() => started.HasEnded, "the attempt hears of it");
        Assert.True(started.Cancellation.IsCancellationRequested);

        await Cluster.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(RunPhase.Cancelled, (await Pets.GetStatus()).Run!.Phase);
        Assert.Single(Cluster.Started);
        await DeliverAsync(21, 5);
        await Cluster.UntilStartedAsync(2);
    }

    [Fact]
    public async Task Who_asks_while_a_training_runs_gets_another_one()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var first = await Cluster.UntilStartedAsync(1);
        var reply = await Pets.RequestTraining(new TrainingRequest("again", IsForced: true));
        Assert.Equal(first.Ticket.Run, reply.Run);
        first.End();
        var second = await Cluster.UntilStartedAsync(2);
        Assert.NotEqual(first.Ticket.Run, second.Ticket.Run);
        Assert.True(second.Ticket.Fence > first.Ticket.Fence);
    }

    [Fact]
    public async Task A_run_shows_how_far_it_is()
    {
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var started = await Cluster.UntilStartedAsync(1);
        started.Report(new TrainingProgress("learning", 3, 7, 12));
        await Cluster.UntilAsync(
            async () => (await Pets.GetStatus()).Run?.Progress is { Phase: "learning", Done: 3, Total: 7 },
            "the progress is seen");
    }

    private Task DeliverAsync(int first, int count) => Parallel.ForAsync(
        first,
        first + count,
        TestContext.Current.CancellationToken,
        async (task, _) => await Pets.Deliver(Events.Saved(task, task % 2 == 0 ? "cat" : "dog")));

    private async Task TrainAsync()
    {
        await DeliverAsync(1, 20);
        (await Cluster.UntilStartedAsync(1)).End();
        Assert.Equal("noisylabels-v1", (await Cluster.UntilEndedAsync(Events.Pets)).ModelVersion);
    }

    private Task<IReadOnlyList<RunState>> RunsAsync() =>
        Cluster.Database.ReadAsync(session => RunTable.ListAsync(session, Events.Pets, 100));

    private Task<int> ExecuteAsync(string sql) =>
        Cluster.Database.WriteAsync(session => session.ExecuteAsync(sql, new { }));

    private Task<IReadOnlyList<VersionRow>> VersionsAsync() =>
        Cluster.Database.ReadAsync(session => VersionTable.ListAsync(session, Events.Pets));
}
