using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;

namespace NoisyLabels.Grains.Tests.Background;

public sealed class VersionJudgeTests
{
    [Fact]
    public async Task An_older_version_that_comes_back_judges_again_what_it_has_forgotten()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 26, labelled: 22);
        await project.ReconcileAsync();
        await project.CollectAsync();
        await project.TrainAsync();
        var before = await project.JudgementsAsync();
        await project.TrainAsync();
        await project.TrainAsync();
        await project.JudgeAsync();
        Assert.Equal(2, (await AttemptsAsync(project)).Count);

        Assert.True(await project.Grain.Activate("noisylabels-v1"));
        Assert.Empty(await project.JudgementsAsync());
        await project.JudgeAsync();
        var after = await project.JudgementsAsync();
        Assert.Equal(
            before.Select(judgement => (judgement.TaskId, judgement.Predicted, judgement.Given)),
            after.Select(judgement => (judgement.TaskId, judgement.Predicted, judgement.Given)));
        Assert.All(after.Where(judgement => judgement.Given is not null), judgement =>
        {
            Assert.InRange(judgement.LabelQuality!.Value, 0.5, 1);
            Assert.Equal(1 - judgement.LabelQuality, judgement.Mislabeling);
            Assert.False(judgement.IsLabelIssue);
            Assert.NotEqual(judgement.Given, judgement.Suggested);
        });
        Assert.Equal(3, (await AttemptsAsync(project)).Count);
    }

    [Fact]
    public async Task What_an_attempt_lays_down_while_it_runs_is_left_alone()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 1);
        await project.Grain.RequestTraining(new("a test", IsForced: true));
        var ticket = await project.Silo.Database.BeginAsync(project.Grain, project.Silo.Clock.GetUtcNow());
        var judgement = new Judgement { Control = "label", TaskId = 1 };
        await JudgementTable.StageAsync(project.Silo.Database, project.Key, ticket.Run, ticket.Fence, [judgement]);
        await project.JudgeAsync();
        Assert.Single(await AttemptsAsync(project));

        await project.Grain.Fail(ticket.Run, ticket.Fence, "The test says so.");
        await project.JudgeAsync();
        Assert.Empty(await AttemptsAsync(project));
    }

    [Fact]
    public async Task A_project_begins_with_the_model_of_another_one_unless_it_has_its_own_or_other_classes()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 26, labelled: 22);
        await project.ReconcileAsync();
        await project.CollectAsync();
        var source = project.NewKey("Others");
        var other = project.Silo.Project(source);
        Assert.Contains("has no model yet", await other.BeginWith(project.Key));
        await project.TrainAsync();
        Assert.Contains("other controls or classes", await other.BeginWith(project.Key));
        await other.Setup(new(PaintedProject.Config, null, "Others"));
        Assert.Null(await other.BeginWith(project.Key));
        Assert.Equal("noisylabels-v1", (await other.GetStatus()).ModelVersion);
        Assert.Contains("has a model of its own", await other.BeginWith(project.Key));
        Assert.Empty((await other.GetStatus()).Annotators);
    }

    [Fact]
    public async Task What_came_after_a_training_waits_for_the_next_one()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 26, labelled: 22);
        await project.ReconcileAsync();
        await project.CollectAsync();
        await project.TrainAsync();
        var attempt = Assert.Single(await AttemptsAsync(project));
        await JudgementTable.DeleteAsync(project.Silo.Database, project.Key, attempt);
        await project.JudgeAsync();
        Assert.Empty(await project.JudgementsAsync());
    }

    private static Task<IReadOnlyList<JudgedAttempt>> AttemptsAsync(PaintedProject project) =>
        project.Silo.Database.ReadAsync(session => JudgementTable.AttemptsAsync(session, project.Key));
}
