using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>What people decide on judged labels.</summary>
public sealed class DecisionTests() : OneSilo(SiloRole.Web)
{
    /// <summary>Tasks 1 to 3 are labelled "cat" and judged; 3 is deleted since.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var task = 1; task <= 3; task++)
        {
            await Pets.Deliver(Events.Saved(task));
        }

        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var ticket = await Cluster.Database.BeginAsync(Pets, Cluster.Clock.GetUtcNow());
        await JudgementTable.StageAsync(Cluster.Database, Events.Pets, ticket.Run, ticket.Fence,
        [
            .. Enumerable.Range(1, 3).Select(task => new Judgement
            {
                Control = "label",
                TaskId = task,
                Probabilities = """{"cat":0.1,"dog":0.9}""",
                Predicted = """["dog"]""",
                Confidence = 0.9,
                Given = "cat",
                Suggested = "dog",
                SuggestedConfidence = 0.9,
                LabelQuality = 0.1,
                IsLabelIssue = true,
                Mislabeling = 0.9,
            }),
        ]);
        Assert.True(await Pets.Complete(ticket.Run, ticket.Fence, StartedTraining.Model()));
        await Pets.Deliver(Events.TasksDeleted(3));
    }

    [Fact]
    public async Task A_decision_keeps_the_score_that_was_shown_and_is_news()
    {
        var reply = await DecideAsync(new Decision(1, DecisionKind.Accepted), new(2, DecisionKind.Relabelled, "dog"));
        Assert.Equal(2, reply.Taken);

        var rows = await RowsAsync();
        var accepted = rows.Single(row => row.TaskId == 1);
        Assert.Equal(
            ("Accepted", "cat", "dog", 0.1, "noisylabels-v1", "ann"),
            (accepted.Kind, accepted.FromLabel, accepted.ToLabel,
                accepted.Score, accepted.ModelVersion, accepted.Actor));
        Assert.True((await Pets.GetStatus()).HasNews);
    }

    [Fact]
    public async Task Decisions_that_were_not_trained_are_still_news_after_the_project_slept()
    {
        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await Pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        var ticket = await Cluster.Database.BeginAsync(Pets, Cluster.Clock.GetUtcNow());
        await Pets.Complete(ticket.Run, ticket.Fence, StartedTraining.Model(isNotWorse: false));
        Assert.False((await Pets.GetStatus()).HasNews);

        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await DecideAsync(new Decision(1, DecisionKind.Kept));
        await Cluster.DeactivateAsync(Events.Pets);
        Assert.True((await Pets.GetStatus()).HasNews);
    }

    [Theory]
    [InlineData(9, DecisionKind.Kept, null, "9")]
    [InlineData(3, DecisionKind.Kept, null, "3")]
    [InlineData(2, DecisionKind.Relabelled, null, "missing")]
    [InlineData(2, DecisionKind.Relabelled, "fox", "fox")]
    [InlineData(2, DecisionKind.Kept, "dog", "Only a new label")]
    public async Task One_wrong_decision_refuses_the_whole_batch(
        long task, DecisionKind kind, string? label, string named)
    {
        var reply = await DecideAsync(new Decision(1, DecisionKind.Accepted), new(task, kind, label));
        Assert.Equal(0, reply.Taken);
        Assert.Contains(named, Assert.Single(reply.Problems), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task An_unknown_control_an_empty_batch_and_a_nameless_person_are_refused()
    {
        Assert.NotEmpty((await Pets.Decide(new DecisionBatch("size", "ann", [new(1, DecisionKind.Kept)]))).Problems);
        Assert.NotEmpty((await Pets.Decide(new DecisionBatch(null, "ann", []))).Problems);
        Assert.NotEmpty((await Pets.Decide(new DecisionBatch(null, " ", [new(1, DecisionKind.Kept)]))).Problems);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task An_undone_decision_gives_way_to_the_one_before_it()
    {
        await DecideAsync(new Decision(1, DecisionKind.Kept));
        await DecideAsync(new Decision(1, DecisionKind.Excluded));
        await DecideAsync(new Decision(1, DecisionKind.Undone));

        Assert.Equal(3, (await RowsAsync()).Count);
        var current = await Cluster.Database.ReadAsync(
            session => DecisionTable.CurrentAsync(session, Events.Pets, "label"));
        Assert.Equal("Kept", Assert.Single(current).Kind);
    }

    private Task<DecisionReply> DecideAsync(params Decision[] decisions) =>
        Pets.Decide(new DecisionBatch(null, "ann", decisions));

    private Task<IReadOnlyList<DecisionRow>> RowsAsync() =>
        Cluster.Database.ReadAsync(session => DecisionTable.ListAsync(session, Events.Pets, 100));
}
