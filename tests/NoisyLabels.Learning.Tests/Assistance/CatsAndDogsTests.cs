using NoisyLabels.Datasets.Reading;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Assistance;

/// <summary>Real photographs, the default backbone, and labels of which every fifth is wrong.</summary>
public sealed class CatsAndDogsTests
{
    private const int Draws = 10;

    [Fact(Explicit = true)]
    public void A_few_labels_predict_the_rest_and_give_the_wrong_ones_away()
    {
        Assert.SkipWhen(SharedData.CatsDogs is null, SharedData.AbsentReason);
        var dataset = DatasetReader.Read(Path.Combine(SharedData.Unzipped(SharedData.CatsDogs!), "cats-dogs"), new DatasetOptions());
        var backbone = new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(null);
        var features = new FeatureExtractor().Extract(
            dataset, backbone, new FeatureOptions(), cancellation: TestContext.Current.CancellationToken);
        using var space = ImageSpace.Fit(
            features.Features, backbone, features.Sizes.Count, cancellation: TestContext.Current.CancellationToken);
        int[] truth = [.. features.Items.Select(i => i.GivenLabel)];

        var twenty = Curve(space, truth, dataset.Classes, count: 20, flipped: 4, looked: 6);
        var hundred = Curve(space, truth, dataset.Classes, count: 100, flipped: 20, looked: 24);

        Assert.True(twenty.Average(d => d.Accuracy) >= 0.94, $"20 labels: {twenty.Average(d => d.Accuracy)}");
        Assert.All(twenty, draw => Assert.True(draw.Caught >= 3, $"20 labels: {draw}"));
        Assert.True(hundred.Average(d => d.Accuracy) >= 0.96, $"100 labels: {hundred.Average(d => d.Accuracy)}");
        Assert.All(hundred, draw => Assert.True(draw.Caught >= 14, $"100 labels: {draw}"));
    }

    private static (double Accuracy, int Caught)[] Curve(
        ImageSpace space, int[] truth, IReadOnlyList<string> classes, int count, int flipped, int looked) =>
    [
        .. Enumerable.Range(1, Draws).Select(seed =>
        {
            var given = LabelDraws.Draw(truth, count, flipped, classes.Count, seed);
            var model = new AssistedLearner().Learn(
                space,
                new PartialLabels(given, classes) { Seed = seed },
                Lessons.Backbone,
                cancellation: TestContext.Current.CancellationToken).Model!;
            var accuracy = Enumerable.Range(0, truth.Length)
                .Where(i => given[i] < 0).Average(i => model.PredictedLabel[i] == truth[i] ? 1.0 : 0);
            var caught = Enumerable.Range(0, truth.Length).OrderByDescending(i => model.Mislabeling[i])
                .Take(looked).Count(i => given[i] >= 0 && given[i] != truth[i]);
            return (accuracy, caught);
        }),
    ];
}
