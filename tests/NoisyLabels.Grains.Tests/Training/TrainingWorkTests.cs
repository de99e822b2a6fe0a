using NoisyLabels.Grains.Tests.Work;

namespace NoisyLabels.Grains.Tests.Training;

public sealed class TrainingWorkTests
{
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
