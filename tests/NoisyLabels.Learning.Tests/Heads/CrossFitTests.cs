using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Heads;

public sealed class CrossFitTests
{
    [Fact]
    public void An_image_alone_in_its_class_is_predicted_by_heads_that_never_saw_it()
    {
        // Class 2 has one image, far from all others: a head that had seen it would give it its label.
        var features = new FloatMatrix(41, 2);
        int[] given = [.. Enumerable.Range(0, 40).Select(i => i % 2), 2];
        for (var row = 0; row < 40; row++)
        {
            (features[row, 0], features[row, 1]) = (row % 2 == 0 ? -1 : 1, row % 3 - 1);
        }

        (features[40, 0], features[40, 1]) = (0, 30);

        var p = PredProbs(features, given, 3);

        Assert.True(p[40, 2] < 0.2, $"{p[40, 2]}");
        Assert.True(p[0, 0] > 0.8 && p[1, 1] > 0.8, $"{p[0, 0]} {p[1, 1]}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Rows_are_distributions_however_few_they_are(int rows)
    {
        var features = new FloatMatrix(rows, 3, [.. Enumerable.Range(0, rows * 3).Select(i => (float)(i * i % 7))]);
        int[] given = [.. Enumerable.Range(0, rows).Select(i => 5 * (i % 2))];

        var p = PredProbs(features, given, classes: 6);

        Assert.All(Enumerable.Range(0, rows), row => Assert.Equal(1, p.Row(row).ToArray().Sum(), 1e-5f));
    }

    private static FloatMatrix PredProbs(FloatMatrix features, int[] given, int classes)
    {
        TorchRuntime.EnsureLoaded();
        return CrossFit.PredictProbabilities(
            features, [new(0, features.Columns)], given, classes, seed: 1, progress: null, TestContext.Current.CancellationToken);
    }
}
