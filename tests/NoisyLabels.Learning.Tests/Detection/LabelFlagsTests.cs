using System.Numerics.Tensors;
using CsCheck;
using NoisyLabels.Learning.Detection;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class LabelFlagsTests
{
    [Fact]
    public void Never_more_labels_are_flagged_than_are_counted_as_wrong() =>
        Judged.Any.Sample(judged => Assert.InRange(Flags(judged).Count(flag => flag), 0, Count(judged)));

    [Fact]
    public void Never_fewer_labels_are_counted_than_the_joint_does() =>
        Judged.Any.Sample(judged => Assert.True(Count(judged) >= judged.Joint.WrongLabels));

    [Fact]
    public void A_label_counts_where_another_class_is_four_times_as_probable()
    {
        // Nobody is confidently wrong here: the joint counts nothing off its diagonal.
        var judged = new Judged(new(4, 2, [.95f, .05f, .19f, .81f, .99f, .01f, .02f, .98f]), [0, 0, 0, 1]);

        Assert.Equal(1, Count(judged));
        Assert.Equal(0, Count(new Judged(new(4, 2, [.95f, .05f, .21f, .79f, .99f, .01f, .02f, .98f]), [0, 0, 0, 1])));
    }

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

    private static bool[] Flags(Judged judged) => LabelFlags.Flag(judged.Given, judged.PredProbs, Count(judged));

    private static int Count(Judged judged) => LabelFlags.CountWrong(judged.Given, judged.PredProbs, judged.Joint);
}
