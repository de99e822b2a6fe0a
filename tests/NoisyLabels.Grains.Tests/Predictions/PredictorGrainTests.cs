using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Background;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Tests.Predictions;

public sealed class PredictorGrainTests
{
    [Fact]
    public async Task A_task_whose_features_are_cached_is_predicted_without_its_image_and_a_new_one_with_it()
    {
        await using var project = await TrainedAsync();
        await ForgetJudgementsAsync(project);
        var fetches = project.Fetches;
        var reply = await PredictAsync(
            project, [Record(project.Tasks[24], project.Tasks[24]), Record(project.Tasks[25], project.Tasks[25])]);
        Assert.Equal("noisylabels-v1", reply.ModelVersion);
        Assert.Equal(["cat", "dog"], reply.Tasks.Select(task => task.Controls.Single().Classes.Single()));
        Assert.Equal(fetches, project.Fetches);

        var unknown = await PredictAsync(project, project.Tasks[25], id: 99_999);
        Assert.Equal("dog", Assert.Single(unknown.Tasks).Controls.Single().Classes.Single());
        Assert.Equal(fetches + 1, project.Fetches);
    }

    [Fact]
    public async Task A_broken_model_is_told_once_and_trained_again_while_what_it_has_said_still_serves()
    {
        await using var project = await TrainedAsync();
        var data = project.Silo.DataDirectory;
        foreach (var file in Directory.EnumerateFiles(data, "model-*.bin", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(file, "broken", TestContext.Current.CancellationToken);
        }

        for (var i = 0; i < 2; i++)
        {
            Assert.NotNull(Assert.Single((await PredictAsync(project, project.Tasks[25], id: 99_999)).Tasks).Problem);
        }

        var judged = await PredictAsync(project, project.Tasks[25], id: project.Tasks[25]);
        Assert.Null(Assert.Single(judged.Tasks).Problem);
        Assert.Single(
            await project.JournalAsync(),
            line => line.StartsWith("noisylabels-v1 cannot predict any more: ", StringComparison.Ordinal));
        Assert.Equal(RunPhase.Queued, (await project.Grain.GetStatus()).Run!.Phase);

        await project.TrainAsync();
        var reply = await PredictAsync(project, project.Tasks[25], id: 99_999);
        Assert.Equal("noisylabels-v2", reply.ModelVersion);
        Assert.Equal("dog", Assert.Single(reply.Tasks).Controls.Single().Classes.Single());
    }

    private static async Task<PaintedProject> TrainedAsync()
    {
        var project = await PaintedProject.StartAsync(tasks: 26, labelled: 22);
        await project.ReconcileAsync();
        await project.CollectAsync();
        Assert.True((await project.TrainAsync()).HasModel);
        return project;
    }

    private static async Task ForgetJudgementsAsync(PaintedProject project)
    {
        var attempt = Assert.Single(
            await project.Silo.Database.ReadAsync(session => JudgementTable.AttemptsAsync(session, project.Key)));
        await JudgementTable.DeleteAsync(project.Silo.Database, project.Key, attempt);
    }

    private static Task<PredictReply> PredictAsync(PaintedProject project, long image, long id) =>
        PredictAsync(project, [Record(id, image)]);

    private static Task<PredictReply> PredictAsync(PaintedProject project, TaskRecord[] tasks) =>
        project.Silo.Grains.GetGrain<IPredictorGrain>(project.Key.ToString()).Predict(
            new PredictCommand([.. tasks], PaintedProject.Config, TimeSpan.FromMinutes(1)));

    private static TaskRecord Record(long id, long image) => new()
    {
        Id = id,
        Data = TaskData.Parse($$"""{"image":"/data/upload/1/{{image}}.png"}"""),
    };
}
