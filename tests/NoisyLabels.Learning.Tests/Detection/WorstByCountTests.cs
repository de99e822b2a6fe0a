using System.Numerics.Tensors;
using CsCheck;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class WorstByCountTests
{
    [Fact]
    public void Never_more_labels_are_flagged_than_the_joint_counts_as_wrong() =>
        Judged.Any.Sample(judged => Assert.InRange(Flags(judged).Count(flag => flag), 0, Wrong(judged)));

    [Fact]
    public void No_label_is_flagged_that_the_prediction_agrees_with() =>
        Judged.Any.Sample(judged =>
        {
            var flags = Flags(judged);
            Assert.All(Enumerable.Range(0, flags.Length).Where(i => flags[i]), i =>
                Assert.NotEqual(judged.Given[i], TensorPrimitives.IndexOfMax<float>(judged.PredProbs.Row(i))));
        });

    [Fact]
    public void What_is_flagged_is_less_probable_than_what_else_might_have_been() =>
        Judged.Any.Sample(judged =>
        {
            var flags = Flags(judged);
            var passed = Enumerable.Range(0, flags.Length).Where(i =>
                !flags[i] && judged.Given[i] != TensorPrimitives.IndexOfMax<float>(judged.PredProbs.Row(i)));
            var worst = Enumerable.Range(0, flags.Length).Where(i => flags[i]).Select(i => judged.SelfConfidence[i]);

            Assert.True(worst.DefaultIfEmpty(0).Max() <= passed.Select(i => judged.SelfConfidence[i]).DefaultIfEmpty(1).Min());
        });

    [Fact]
    public void A_clear_error_among_clear_labels_is_flagged_alone()
    {
        var judged = new Judged(new(6, 2, [.9f, .1f, .95f, .05f, .9f, .1f, .1f, .9f, .05f, .95f, .03f, .97f]), [0, 0, 0, 1, 1, 0]);

        Assert.Equal([false, false, false, false, false, true], Flags(judged));
    }

    private static bool[] Flags(Judged judged) => WorstByCount.Flag(judged.Given, judged.PredProbs, judged.Joint);

    private static int Wrong(Judged judged)
    {
        var calibrated = judged.Joint.Calibrated;
        return judged.Given.Length - Enumerable.Range(0, judged.PredProbs.Columns).Sum(k => calibrated[k, k]);
    }
}
