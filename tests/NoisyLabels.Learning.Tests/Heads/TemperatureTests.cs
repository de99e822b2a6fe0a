using CsCheck;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Heads;

public sealed class TemperatureTests
{
    [Fact]
    public void The_factor_makes_confidence_equal_the_share_of_right_answers() =>
        (from right in Gen.Int[55, 98] from gap in Gen.Double[0.05, 8] select (right, gap)).Sample(problem =>
        {
            // 100 rows that all prefer class 0 by the gap; so many of them are given it: σ(t · gap) = share.
            var (right, gap) = problem;
            using var scope = NewDisposeScope();
            var scores = Tensors.Of(new(100, 2, [.. Enumerable.Repeat<float[]>([(float)gap, 0], 100).SelectMany(s => s)]));
            var given = Tensors.Labels([.. Enumerable.Range(0, 100).Select(i => i < right ? 0 : 1)]);

            var factor = Temperature.Fit(scores, given);

            Assert.Equal(right / 100.0, 1 / (1 + Math.Exp(-factor * gap)), 5e-3);
        });

    [Fact]
    public void Scores_that_are_always_right_get_the_greatest_factor() =>
        Assert.InRange(Fit([0.01f, 0, 0, 0.01f], 0, 1), 199, 200);

    [Fact]
    public void Scores_that_are_always_wrong_get_the_least() => Assert.InRange(Fit([5, 0, 0, 5], 1, 0), 0.02, 0.0201);

    private static double Fit(float[] scores, params int[] given)
    {
        using var scope = NewDisposeScope();
        return Temperature.Fit(Tensors.Of(new FloatMatrix(given.Length, scores.Length / given.Length, scores)), Tensors.Labels(given));
    }
}
