using CsCheck;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class QualityScaleTests
{
    [Fact]
    public void Quality_is_from_0_to_1() =>
        Judged.Any.Sample(judged => Assert.All(Quality(judged), q => Assert.InRange(q, 0, 1)));

    [Fact]
    public void The_order_stays() =>
        Judged.Any.Sample(judged =>
        {
            var quality = Quality(judged);
            var ranked = Enumerable.Range(0, quality.Length).OrderBy(i => judged.SelfConfidence[i]).Select(i => quality[i]).ToArray();

            Assert.Equal(ranked.Order(), ranked);
        });

    [Fact]
    public void The_mean_is_the_share_of_labels_that_the_joint_counts_as_right() =>
        Judged.Any.Sample(judged =>
        {
            var calibrated = judged.Joint.Calibrated;
            var right = Enumerable.Range(0, judged.PredProbs.Columns).Sum(k => calibrated[k, k]);

            var share = Math.Clamp(right, 0.5, judged.Given.Length - 0.5) / judged.Given.Length;

            Assert.Equal(share, Quality(judged).Average(), 1e-6);
        });

    [Fact]
    public void There_is_an_order_also_where_the_joint_counts_no_label_as_wrong()
    {
        var judged = Judged.OfConfidences(0.9f, 0.8f, 0.95f, 0.3f);
        Assert.Equal(4, judged.Joint.Calibrated[0, 0]);

        var quality = Quality(judged);

        Assert.Equal([3, 1, 0, 2], Enumerable.Range(0, 4).OrderBy(i => quality[i]));
        Assert.Distinct(quality);
    }

    [Fact]
    public void Hardly_an_image_is_nearer_to_certainty_than_the_number_of_images_allows() =>
        Judged.Any.Sample(judged =>
        {
            double[] logits = [.. Quality(judged).Order().Select(q => Math.Log(q / (1 - q)))];
            var range = Quantiles.OfSorted(logits, 0.99) - Quantiles.OfSorted(logits, 0.01);

            Assert.InRange(range, 0, 2 * Math.Log(logits.Length + 1) + 1e-3);
        });

    [Fact]
    public void Images_that_differ_still_differ_in_six_decimals()
    {
        // Two classes, 20 of 200 labels plainly wrong and the others plainly right: a line fitted to these has no limit.
        var doubts = Enumerable.Range(0, 200).Select(i => 0.001f + i * 1e-5f).ToArray();
        var quality = Quality(new Judged(
            new(200, 2, [.. doubts.SelectMany<float, float>((p, i) => i % 2 == 0 ^ i < 20 ? [1 - p, p] : [p, 1 - p])]),
            [.. Enumerable.Range(0, 200).Select(i => i % 2)]));

        Assert.Equal(20, quality.Count(q => q < 0.5));
        Assert.Distinct(quality.Select(q => Math.Round(q, 6)));
    }

    [Fact]
    public void Probabilities_of_0_and_1_stay_numbers()
    {
        var quality = Quality(Judged.OfConfidences(0, 1, 1, 1, 0.5f));

        Assert.All(quality, q => Assert.InRange(q, 0, 1));
        Assert.True(quality[0] < quality[4] && quality[4] < quality[1]);
    }

    [Fact]
    public void Right_labels_of_a_noisy_dataset_get_more_than_their_probability()
    {
        // A model of labels of which 40 % are flipped is right to give .6 and .4; but the labels are right and wrong.
        var quality = Quality(new Judged(
            new(10, 2, [.6f, .4f, .6f, .4f, .6f, .4f, .4f, .6f, .4f, .6f, .4f, .6f, .4f, .6f, .4f, .6f, .6f, .4f, .6f, .4f]),
            [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]));

        Assert.All(new[] { 0, 1, 2, 5, 6, 7 }, i => Assert.True(quality[i] > 0.75, $"{quality[i]}"));
        Assert.All(new[] { 3, 4, 8, 9 }, i => Assert.True(quality[i] < 0.4, $"{quality[i]}"));
    }

    private static double[] Quality(Judged judged) =>
        QualityScale.Fit(judged.SelfConfidence, judged.Given, judged.Joint, judged.Joint.WrongLabels).Map(judged.SelfConfidence);
}
