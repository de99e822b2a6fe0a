using CsCheck;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class ChanceAgreementTests
{
    [Fact]
    public void Predictions_that_agree_with_the_labels_are_evidence()
    {
        int[] given = [.. Enumerable.Range(0, 60).Select(i => i % 3)];

        Assert.True(ChanceAgreement.IsThere(given, given, 3));
    }

    [Fact]
    public void Predictions_that_are_drawn_at_random_are_none()
    {
        var random = new Random(4);
        int[] Draw() => [.. Enumerable.Range(0, 400).Select(_ => random.Next(4))];

        Assert.Equal(0, Enumerable.Range(0, 50).Count(_ => ChanceAgreement.IsThere(Draw(), Draw(), 4)));
    }

    [Fact]
    public void To_predict_the_most_frequent_class_always_is_none() =>
        Gen.Int[1, 200].Sample(rare => Assert.False(ChanceAgreement.IsThere(
            new int[400], [.. Enumerable.Range(0, 400).Select(i => i < rare ? 1 : 0)], 2)));

    [Fact]
    public void The_threshold_is_three_standard_errors_above_chance()
    {
        // 100 images, half of each class, predicted half and half: chance is 0.5, a standard error 0.05.
        int[] given = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 0 : 1)];
        int[] Agreeing(int each) => [.. Enumerable.Range(0, 100).Select(i => i % 50 < each ? given[i] : 1 - given[i])];

        Assert.False(ChanceAgreement.IsThere(Agreeing(32), given, 2));
        Assert.True(ChanceAgreement.IsThere(Agreeing(33), given, 2));
    }
}
