using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Projects;

public sealed class ProjectGrainRunsTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TrainingProgress Step = new("learning", 1, 2, null);

    private static readonly TrainingOutcome Model =
        new() { HasModel = true, IsNotWorse = true, Labelled = 20, Images = 30, Sentences = ["All is well."] };

    [Fact]
    public async Task Start_Training_queues_one_run_and_asking_again_is_the_same_run()
    {
        var (key, project) = NewProject();
        var first = (await project.Deliver(Events.StartTraining(key))).Run;
        Assert.NotNull(first);
        Assert.Equal(first, (await project.Deliver(Events.StartTraining(key))).Run);
        Assert.Equal(first, (await project.RequestTraining(new TrainingRequest("A person", IsForced: false))).Run);
        Assert.Equal(RunPhase.Queued, (await project.GetStatus()).Run?.Phase);
    }

    [Fact]
    public async Task Asking_while_a_training_runs_brings_another_one_after_it()
    {
        var (_, project) = NewProject();
        var ticket = await BeginAsync(project);
        Assert.Equal(ticket.Run, (await project.RequestTraining(new TrainingRequest("Again", IsForced: true))).Run);
        Assert.True(await project.Complete(ticket.Run, ticket.Fence, Model));
        var next = await Eventually.Is(project.GetStatus, status => status.Run?.Run != ticket.Run);
        Assert.Equal((RunPhase.Queued, "Again"), (next.Run!.Phase, next.Run.Reason));
    }

    [Fact]
    public async Task Without_news_only_a_forced_request_trains()
    {
        var (_, project) = NewProject();
        var reply = await project.RequestTraining(new TrainingRequest("A timer", IsForced: false));
        Assert.Null(reply.Run);
        Assert.Equal("Nothing has changed since the last training.", reply.Sentence);
    }

    [Fact]
    public async Task Only_the_latest_attempt_may_report_and_it_makes_one_version()
    {
        var (key, project) = NewProject();
        var lost = await BeginAsync(project);
        Assert.True(await project.Report(lost.Run, lost.Fence, Step));
        Assert.Equal(Step, (await project.GetStatus()).Run!.Progress);
        await project.Release(lost.Run, lost.Fence);
        Assert.Equal(RunPhase.Queued, (await project.GetStatus()).Run!.Phase);

        var ticket = Assert.IsType<TrainingTicket>(await project.BeginAttempt("another"));
        Assert.Equal((lost.Run, lost.Fence + 1), (ticket.Run, ticket.Fence));
        Assert.Null(await project.BeginAttempt("a third"));
        Assert.False(await project.Report(lost.Run, lost.Fence, Step));
        Assert.False(await project.Complete(lost.Run, lost.Fence, Model));
        Assert.False(await project.Fail(lost.Run, lost.Fence, "It is late."));
        Assert.True(await project.Complete(ticket.Run, ticket.Fence, Model));
        Assert.False(await project.Complete(ticket.Run, ticket.Fence, Model));

        var version = Assert.Single(await silo.Database.ReadAsync(session => VersionTable.ListAsync(session, key)));
        Assert.Equal(("noisylabels-v1", ticket.Run.ToString("N"), ticket.Fence), (version.ModelVersion, version.Run, version.Fence));
        var run = (await project.GetStatus()).Run!;
        Assert.Equal((RunPhase.Succeeded, "noisylabels-v1"), (run.Phase, run.ModelVersion));
        Assert.Equal(Model.Sentences, run.Sentences);
    }

    [Theory]
    [InlineData(false, true, "There is no model yet.")]
    [InlineData(true, false, "the active one stays.")]
    public async Task A_model_that_is_missing_or_worse_makes_no_version(bool hasModel, bool isNotWorse, string says)
    {
        var (key, project) = NewProject();
        var ticket = await BeginAsync(project);
        var outcome = Model with { HasModel = hasModel, IsNotWorse = isNotWorse };
        Assert.True(await project.Complete(ticket.Run, ticket.Fence, outcome));
        Assert.Empty(await silo.Database.ReadAsync(session => VersionTable.ListAsync(session, key)));
        var status = await project.GetStatus();
        Assert.Equal(("noisylabels-v0", RunPhase.Succeeded), (status.ModelVersion, status.Run!.Phase));
        Assert.Contains(says, status.Journal[0].Sentence);
    }

    [Fact]
    public async Task Versions_count_up_and_an_older_one_can_be_taken_again()
    {
        var (key, project) = NewProject();
        await CompleteAsync(project);
        await CompleteAsync(project);
        Assert.Equal("noisylabels-v2", (await project.GetStatus()).ModelVersion);
        Assert.True(await project.Activate("noisylabels-v1"));
        Assert.Equal("noisylabels-v1", (await project.Setup(new SetupCommand(Events.Config, null, null))).ModelVersion);
        Assert.False(await project.Activate("noisylabels-v9"));
        Assert.True(await project.Activate("noisylabels-v0"));
        await CompleteAsync(project);
        Assert.Equal("noisylabels-v3", (await project.GetStatus()).ModelVersion);
        Assert.Equal(3, (await silo.Database.ReadAsync(session => VersionTable.ListAsync(session, key))).Count);
    }

    [Fact]
    public async Task A_failure_is_told_and_not_repeated()
    {
        var (_, project) = NewProject();
        var ticket = await BeginAsync(project);
        Assert.True(await project.Fail(ticket.Run, ticket.Fence, "The disk is full."));
        var status = await project.GetStatus();
        Assert.Equal(RunPhase.Failed, status.Run!.Phase);
        Assert.Equal(["The disk is full."], status.Run.Sentences);
        Assert.Contains(status.Journal, line =>
            line.Level is JournalLevel.Error && line.Sentence == "The training failed: The disk is full.");
        Assert.Null(await project.BeginAttempt("another"));
    }

    [Fact]
    public async Task A_cancelled_training_is_over_for_its_trainer_and_for_the_queue()
    {
        var (_, project) = NewProject();
        Assert.False(await project.CancelTraining());
        var ticket = await BeginAsync(project);
        await project.RequestTraining(new TrainingRequest("Again", IsForced: true));
        Assert.True(await project.CancelTraining());
        Assert.False(await project.Report(ticket.Run, ticket.Fence, Step));
        Assert.False(await project.Complete(ticket.Run, ticket.Fence, Model));
        await project.Release(ticket.Run, ticket.Fence);
        Assert.Equal(RunPhase.Cancelled, (await project.GetStatus()).Run!.Phase);
        Assert.Null(await project.BeginAttempt("another"));
    }

    private (ProjectKey Key, IProjectGrain Project) NewProject()
    {
        var key = silo.NewKey();
        return (key, silo.Project(key));
    }

    private static async Task<TrainingTicket> BeginAsync(IProjectGrain project)
    {
        await project.RequestTraining(new TrainingRequest("A test", IsForced: true));
        return Assert.IsType<TrainingTicket>(await project.BeginAttempt("test"));
    }

    private static async Task CompleteAsync(IProjectGrain project)
    {
        var ticket = await BeginAsync(project);
        Assert.True(await project.Complete(ticket.Run, ticket.Fence, Model));
    }
}
