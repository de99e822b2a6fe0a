using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Assistance;

public sealed class NoiseModelTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void The_share_of_wrong_labels_is_found_and_does_not_flatten_the_probabilities(double noise)
    {
        var (scores, labelled) = Problem(1_000, noise);

        var model = Fit(scores, labelled);

        Assert.Equal(noise, model.Noise, 0.051);
        Assert.InRange(model.Factor, 1.4, 2.9); // the scores are logits of the truth, halved
    }

    [Fact]
    public void A_label_that_the_scores_contradict_is_probably_wrong()
    {
        var model = new NoiseModel(1, Noise: 0.2, PriorShare: 0);

        Assert.Equal(0.8 * 0.9 / ((0.8 * 0.9) + (0.2 * 0.1)), model.Right(0.9, classes: 2), 1e-12);
        Assert.True(model.Right(0.01, classes: 2) < 0.05);
        Assert.Equal(1, model.Right(1, classes: 2), 1e-12);
    }

    [Fact]
    public void Trusted_labels_count_as_right()
    {
        var (scores, labelled) = Problem(400, noise: 0.2);
        var trusting = labelled with { Trusted = [.. Enumerable.Repeat(true, 400)] };

        Assert.True(Fit(scores, trusting).Factor < 0.75 * Fit(scores, labelled).Factor);
    }

    [Fact]
    public void Labels_without_weight_change_nothing()
    {
        var (scores, labelled) = Problem(400, noise: 0.1);
        var half = labelled with
        {
            Weight = [.. labelled.Weight.Select((_, i) => i < 200 ? 1f : 0)],
            Given = [.. labelled.Given.Select((g, i) => i < 200 ? g : 1 - g)],
        };
        var (first, firstLabelled) = Problem(200, noise: 0.1);

        Assert.Equal(first.Values, scores.Values.Take(400));
        Assert.Equal(Fit(first, firstLabelled), Fit(scores, half));
    }

    private static NoiseModel Fit(FloatMatrix scores, LabelledRows labelled) =>
        NoiseModel.Fit(scores, labelled, labelled.Judges(int.MaxValue), logPrior: null, usual: 1);

    /// <summary>Labels drawn from logits, of which a share is then flipped; the scores are half the logits.</summary>
    private static (FloatMatrix Scores, LabelledRows Labelled) Problem(int count, double noise)
    {
        var random = new Random(8);
        var scores = new FloatMatrix(count, 2);
        var given = new int[count];
        for (var i = 0; i < count; i++)
        {
            var logit = 12 * (random.NextDouble() - 0.5);
            scores[i, 1] = (float)(logit / 2);
            var truth = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
            given[i] = random.NextDouble() < noise ? 1 - truth : truth;
        }

        return (scores, new([.. Enumerable.Range(0, count)], given, [.. Enumerable.Repeat(1f, count)], new bool[count], 2));
    }
}
