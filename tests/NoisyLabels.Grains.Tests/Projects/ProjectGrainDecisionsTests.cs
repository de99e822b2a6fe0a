using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Corrections;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Projects;

public sealed class ProjectGrainDecisionsTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task Every_decision_is_kept_with_what_was_shown()
    {
        var (key, project) = await JudgedAsync();
        var reply = await project.Decide(new DecisionBatch(null, "Ada",
        [
            new Decision(1, DecisionKind.Accepted),
            new Decision(2, DecisionKind.Kept),
            new Decision(3, DecisionKind.Relabelled, "dog"),
            new Decision(4, DecisionKind.Excluded),
            new Decision(1, DecisionKind.Undone),
        ]));
        Assert.Equal(5, reply.Taken);
        Assert.Empty(reply.Problems);
        var rows = (await DecisionsAsync(key)).OrderBy(row => row.Seq).ToList();
        Assert.Equal(["dog", "cat", "dog", null, null], rows.Select(row => row.ToLabel));
        Assert.All(rows, row => Assert.Equal(
            ("label", "cat", 0.1, "noisylabels-v1", "Ada"),
            (row.Control, row.FromLabel, row.Score!.Value, row.ModelVersion, row.Actor)));
        Assert.True((await project.GetStatus()).HasNews);
    }

    [Fact]
    public async Task One_wrong_decision_refuses_the_whole_batch_and_all_are_named()
    {
        var (key, project) = await JudgedAsync();
        var reply = await project.Decide(new DecisionBatch("label", "Ada",
        [
            new Decision(1, DecisionKind.Accepted),
            new Decision(2, DecisionKind.Relabelled, "bird"),
            new Decision(3, DecisionKind.Relabelled),
            new Decision(4, DecisionKind.Kept, "dog"),
            new Decision(99, DecisionKind.Kept),
        ]));
        Assert.Equal(0, reply.Taken);
        Assert.Equal(
            [
                "\"bird\" is no choice of \"label\".",
                "A new label for task 3 is missing.",
                "Only a new label names one; task 4 is Kept.",
                "Task 99 has no label that the active version has judged.",
            ],
            reply.Problems);
        Assert.Empty(await DecisionsAsync(key));
    }

    [Fact]
    public async Task A_batch_for_no_control_by_nobody_or_without_decisions_is_refused()
    {
        var (_, project) = await JudgedAsync();
        Decision[] one = [new(1, DecisionKind.Kept)];
        Assert.Single((await project.Decide(new DecisionBatch("other", "Ada", one))).Problems);
        Assert.Single((await project.Decide(new DecisionBatch(null, " ", one))).Problems);
        Assert.Single((await project.Decide(new DecisionBatch(null, "Ada", []))).Problems);
    }

    private Task<IReadOnlyList<DecisionRow>> DecisionsAsync(ProjectKey key) =>
        silo.Database.ReadAsync(session => DecisionTable.ListAsync(session, key, 100));

    /// <summary>A project whose version takes the label cat of four tasks for dog.</summary>
    private async Task<(ProjectKey Key, IProjectGrain Project)> JudgedAsync()
    {
        var key = silo.NewKey();
        var project = silo.Project(key);
        await project.Setup(new SetupCommand(Events.Config, null, null));
        await project.RequestTraining(new TrainingRequest("A test", IsForced: true));
        var ticket = Assert.IsType<TrainingTicket>(await project.BeginAttempt("test"));
        var judgements = Enumerable.Range(1, 4).Select(task => new Judgement
        {
            Control = "label",
            TaskId = task,
            Given = "cat",
            Suggested = "dog",
            SuggestedConfidence = 0.9,
            LabelQuality = 0.1,
            IsLabelIssue = true,
            Mislabeling = 0.9,
        });
        await JudgementTable.StageAsync(silo.Database, key, ticket.Run, ticket.Fence, [.. judgements]);
        var outcome = new TrainingOutcome { HasModel = true, IsNotWorse = true, Labelled = 4, Images = 4 };
        Assert.True(await project.Complete(ticket.Run, ticket.Fence, outcome));
        return (key, project);
    }
}
