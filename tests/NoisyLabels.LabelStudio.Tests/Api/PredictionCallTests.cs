using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class PredictionCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Predictions_go_in_batches_and_what_was_dropped_is_counted()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var ids = asking.AddImages(project, 25);
        var client = asking.Clients.For(asking.Options() with { ImportBatch = 10 });
        var predictions = ids.Select((id, i) => Prediction(id, i == 7 ? "zebra" : "cat")).ToList();
        var outcome = (await client.Predictions.ImportAsync(project, predictions, Cancellation)).Value!;
        Assert.Equal(new ImportOutcome(25, 24, outcome.RefusedTasks), outcome);
        Assert.Empty(outcome.RefusedTasks);
        Assert.Equal(1, outcome.Dropped);
        Assert.Equal(3, asking.Fake.Requests.Count);
    }

    [Fact]
    public async Task Tasks_that_are_gone_do_not_cost_the_others_their_predictions()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var ids = asking.AddImages(project, 40);
        ids.Insert(0, 9001);
        ids.Insert(17, 9002);
        var predictions = ids.Select(id => Prediction(id, "dog")).ToList();
        var outcome = (await asking.Client().Predictions.ImportAsync(project, predictions, Cancellation)).Value!;
        Assert.Equal((42, 40L, 0L), (outcome.Sent, outcome.Created, outcome.Dropped));
        Assert.Equal([9001, 9002], outcome.RefusedTasks.Order());
        Assert.Equal(40, asking.Fake.Content.Predictions.Count);
    }

    [Fact]
    public async Task An_import_of_which_nothing_is_taken_is_given_up()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var predictions = Enumerable.Range(0, 500).Select(i => Prediction(9000 + i, "dog")).ToList();
        var result = await asking.Client().Predictions.ImportAsync(project, predictions, Cancellation);
        Assert.Equal(ApiProblemKind.Refused, result.Problem!.Kind);
        Assert.True(asking.Fake.Requests.Count < 250);
    }

    [Fact]
    public async Task One_prediction_carries_its_mislabeling_and_can_be_found_and_removed()
    {
        await using var asking = await Asking.StartAsync();
        var project = asking.Fake.Content.AddProject("pets", Samples.CatsAndDogs);
        var task = asking.Fake.Content.AddTask(project, "a.jpg");
        var predictions = asking.Client().Predictions;
        var suspect = Prediction(task, "cat") with { Mislabeling = 0.93 };
        var stored = (await predictions.CreateAsync(suspect, Cancellation)).Value!;
        var listed = (await predictions.ListAsync(task, Cancellation)).Value!.Single();
        Assert.Equal(stored, listed);
        Assert.Equal((task, "v1", 0.9, 0.93), (listed.TaskId, listed.ModelVersion, listed.Score, listed.Mislabeling));
        Assert.Null(await predictions.DeleteAsync(stored.Id, Cancellation));
        Assert.Null(await predictions.DeleteAsync(stored.Id, Cancellation));
    }

    private static NewPrediction Prediction(long task, string choice)
    {
        var config = Samples.CatsAndDogs.Replace("\"dog\"", "\"zebra\"", StringComparison.Ordinal);
        var control = LabelConfig.Parse(choice == "zebra" ? config : Samples.CatsAndDogs).Controls[0];
        return new NewPrediction(task, PredictionRegions.For(control, [choice], 0.9, TaskData.Empty), 0.9, "v1");
    }
}
