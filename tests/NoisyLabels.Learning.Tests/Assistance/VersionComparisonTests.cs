using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Assistance;

public sealed class VersionComparisonTests
{
    private static readonly int[] Given = [.. Enumerable.Range(0, 100).Select(i => i % 10 == 9 ? PartialLabels.None : i % 2)];

    [Fact]
    public void A_version_is_as_good_as_itself()
    {
        var same = VersionComparison.Compare(Given, Right(0.7), Right(0.7));

        Assert.Equal((90, 0.0, 0.0, true), (same.Labels, same.Difference, same.Error, same.IsNotWorse));
    }

    [Fact]
    public void A_version_that_errs_more_often_than_chance_would_have_it_is_worse()
    {
        var worse = VersionComparison.Compare(Given, Right(0.9), Right(0.6));

        Assert.False(worse.IsNotWorse);
        Assert.True(worse.Difference < -0.2);
        Assert.StartsWith("The new version is worse on 90 labels that it did not see: -0.", worse.Text, StringComparison.Ordinal);
        Assert.True(VersionComparison.Compare(Given, Right(0.6), Right(0.9)).IsNotWorse);
    }

    [Fact]
    public void One_error_more_is_within_chance()
    {
        var before = Right(0.9);
        var now = new FloatMatrix(100, 2, [.. before.Values]);
        var hit = Enumerable.Range(0, 100).First(i => Given[i] >= 0 && now[i, Given[i]] > 0.5f);
        (now[hit, 0], now[hit, 1]) = (now[hit, 1], now[hit, 0]);

        var close = VersionComparison.Compare(Given, before, now);

        Assert.Equal(-1.0 / 90, close.Difference, 1e-12);
        Assert.True(close.IsNotWorse);
    }

    [Fact]
    public void How_sure_a_version_is_does_not_matter() =>
        Assert.Equal(0, VersionComparison.Compare(Given, Right(0.8, 0.99f), Right(0.8, 0.51f)).Difference);

    [Fact]
    public void The_score_of_a_version_has_its_standard_errors()
    {
        var score = HeldOutScore.Of(Right(0.8), Given);

        Assert.Equal(90, score.Labels);
        Assert.Equal(Math.Sqrt(score.Accuracy * (1 - score.Accuracy) / 89), score.AccuracyError, 1e-9);
    }

    [Fact]
    public void Labels_that_are_no_class_are_refused() =>
        Assert.Throws<ArgumentException>(() => VersionComparison.Compare([.. Enumerable.Repeat(2, 100)], Right(0.9), Right(0.9)));

    /// <summary>Predictions of which about so many are the label, always the same ones first.</summary>
    private static FloatMatrix Right(double share, float confidence = 0.75f)
    {
        var probabilities = new FloatMatrix(100, 2);
        for (var i = 0; i < 100; i++)
        {
            var isRight = i < 100 * share;
            var label = Math.Max(Given[i], 0);
            probabilities[i, label] = isRight ? confidence : 1 - confidence;
            probabilities[i, 1 - label] = 1 - probabilities[i, label];
        }

        return probabilities;
    }
}
