using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Tests.Background;

namespace NoisyLabels.Grains.Tests.Training;

public sealed class TrainingWorkTests
{
    private const string Cat = """{"cat":0.99,"dog":0.01}""";
    private const string Dog = """{"cat":0.01,"dog":0.99}""";

    [Fact]
    public async Task Labelled_images_make_a_model_also_after_the_cache_was_emptied()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 26, labelled: 22);
        await project.ReconcileAsync();
        await project.CollectAsync();
        var first = await project.TrainAsync();
        Assert.True(first.HasModel, string.Join(' ', first.Sentences));
        Assert.Equal((22, 26), (first.Labelled, first.Images));
        Assert.Equal(26, (await project.JudgementsAsync()).Count);

        await project.Silo.EmptyCacheAsync();
        var fetches = project.Fetches;
        var second = await project.TrainAsync();
        Assert.Equal((true, 26), (second.HasModel, second.Images));
        Assert.Equal(fetches + 26, project.Fetches);
    }

    [Fact]
    public async Task A_worse_model_leaves_the_active_one_which_judges_the_labels_that_came_since()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 30, labelled: 24);
        long[] wrong = [.. project.Tasks.Take(24).Where((_, number) => number % 5 == 0)];
        foreach (var task in wrong)
        {
            project.Label(task, isDog: !project.IsDog(task));
        }

        await project.ReconcileAsync();
        await project.CollectAsync();
        await project.TrainAsync();

        // As if the first version had foreseen the wrong labels: no model can do as well, and another wrong label comes.
        await project.RewriteJudgementsAsync(judgement => wrong.Contains(judgement.TaskId)
            ? judgement with { Probabilities = project.IsDog(judgement.TaskId) ? Cat : Dog }
            : judgement);
        var known = await project.JudgementsAsync();
        var late = project.Tasks[^1];
        project.Label(late, isDog: !project.IsDog(late));
        await project.ReconcileAsync();

        var outcome = await project.TrainAsync();
        Assert.True(outcome is { IsNotWorse: false, ModelOf: "noisylabels-v1" }, $"{outcome} {string.Join(' ', outcome.Sentences)}");
        Assert.StartsWith("noisylabels-v2 keeps the model of noisylabels-v1", (await project.JournalAsync())[0], StringComparison.Ordinal);
        var judgements = await project.JudgementsAsync();
        var judged = judgements.Single(judgement => judgement.TaskId == late);
        Assert.Equal(("cat", true), (judged.Given, judged.Mislabeling > 0.5));
        Assert.Equal(
            known.Single(judgement => judgement.TaskId == late).Probabilities, judged.Probabilities);

        // Nothing new, nothing to judge: the version stays.
        var again = await project.TrainAsync();
        Assert.Equal((false, null), (again.IsNotWorse, again.ModelOf));
        Assert.Contains("the active one stays", (await project.JournalAsync())[0], StringComparison.Ordinal);

        // A model that cannot be read is no better than the worse one.
        project.BreakModels();
        Assert.True((await project.TrainAsync()).IsNotWorse);
    }

    [Fact]
    public async Task Annotators_are_measured_when_somebody_wants_it()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 24, labelled: 24);
        foreach (var (number, task) in project.Tasks.Index())
        {
            var isDog = number % 2 == 1 || number % 4 == 0;
            var second = Messages.Annotation(task + 20_000, task, isDog ? "dog" : "cat");
            second["completed_by"] = 2;
            project.Fake.Content.Tasks[task]["annotations"]!.AsArray().Add(second);
        }

        await project.ReconcileAsync();
        await project.CollectAsync();
        Assert.Empty((await project.TrainAsync()).Annotators);
        await project.Grain.ChangeSettings(new ProjectSettings { MeasuresAnnotators = true });
        await project.TrainAsync();
        var annotators = (await project.Grain.GetStatus()).Annotators;
        Assert.Equal([(2, 24), (1, 24)], annotators.Select(annotator => (annotator.Annotator, annotator.Shared)));
        Assert.True(annotators[0].Quality < annotators[1].Quality);
        Assert.Equal("dog", annotators[0].WorstClass);
    }

    [Fact]
    public async Task Images_that_nobody_could_have_are_said_to_be_missing()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 4, labelled: 4);
        await project.ReconcileAsync();
        project.Fake.Fail("/data/upload", 401, times: 99);
        await project.CollectAsync();
        var outcome = await project.TrainAsync();
        Assert.False(outcome.HasModel);
        Assert.Equal(["No images have been seen yet."], outcome.Sentences);
    }
}
