using NoisyLabels.Learning.Annotators;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Annotators;

public sealed class CrowdlabTests
{
    private const int None = AnnotatorLabels.None;

    /// <summary>
    /// Four examples, three annotators, two classes, by hand. The majority is 0, 0, 1, 1 (the tie of the last is the
    /// model's), of the shared ones 0, 1, 1; agreement 1 (alone), 1, 2/3, 1/2.
    /// </summary>
    [Fact]
    public void The_numbers_are_those_of_the_paper_worked_out_by_hand()
    {
        var found = Crowdlab.Find(
            new AnnotatorLabels(
                [
                    0, None, None,
                    0, 0, None,
                    1, 1, 0,
                    1, None, 0,
                ],
                annotators: 3,
                classes: 2),
            Matrix(0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.3, 0.7));

        // P = (1 + 2/3 + 1/2) / 3 = 13/18; 1/3 of the consensus labels of shared examples are not the commonest.
        const double P = 13.0 / 18;
        const double Chance = 1.0 / 3;

        // Pairs that agree: annotator 0: 2 of 4; 1: 2 of 3; 2: 0 of 3. All are no better than chance but annotator 1.
        double[] weights =
        [
            .. new[] { 2.0 / 4, 2.0 / 3, 0 }.Select(same => Math.Max(1 - ((1 - same) / Chance), 1e-6)),
        ];

        // The model says each consensus of the shared ones; an example has 2 labels on average.
        var model = 1 * Math.Sqrt(2);
        double Posterior(double p, params (int Annotator, bool Says)[] votes) =>
            ((model * p) + votes.Sum(vote => weights[vote.Annotator] * (vote.Says ? P : 1 - P)))
            / (model + votes.Sum(vote => weights[vote.Annotator]));

        Assert.Equal([0, 0, 1, 1], found.ConsensusLabel);
        Assert.Equal([1, 1, 2.0 / 3, 0.5], found.AnnotatorAgreement);
        double[] quality =
        [
            Posterior(0.9, (0, true)),
            Posterior(0.8, (0, true), (1, true)),
            Posterior(0.6, (0, true), (1, true), (2, false)),
            Posterior(0.7, (0, true), (2, false)),
        ];
        Assert.All(quality.Zip(found.ConsensusQualityScore), pair => Assert.Equal(pair.First, pair.Second, 1e-6));

        var share = model / (model + (weights.Sum() * 2 / 3));
        Assert.Equal([(4, 3), (2, 2), (2, 2)], found.Annotators.Select(one => (one.Labels, one.Shared)));
        Assert.Equal([1.0, 1, 0], found.Annotators.Select(one => one.AgreementWithConsensus));
        Assert.Equal((share * quality.Average()) + (1 - share), found.Annotators[0].Quality, 1e-6);
        Assert.Equal(
            share * ((1 - quality[2] + 1 - quality[3]) / 2), found.Annotators[2].Quality, 1e-6);
        Assert.Equal([1, 1, 0], found.Annotators.Select(one => one.WorstClass));
    }

    [Fact]
    public void Good_annotators_outvote_bad_ones_where_the_model_agrees_with_them()
    {
        // Nine annotators whose labels are right but for the last three, who always say class 0.
        var labels = new int[300 * 9];
        var probabilities = new FloatMatrix(300, 3);
        var dice = new Random(5);
        for (var example = 0; example < 300; example++)
        {
            for (var annotator = 0; annotator < 9; annotator++)
            {
                var isThere = dice.NextDouble() < 0.4 || annotator == example % 9;
                labels[(example * 9) + annotator] = !isThere ? None
                    : annotator >= 6 ? 0
                    : dice.NextDouble() < 0.9 ? example % 3 : dice.Next(3);
            }

            for (var k = 0; k < 3; k++)
            {
                probabilities[example, k] = k == example % 3 ? 0.7f : 0.15f;
            }
        }

        var found = Crowdlab.Find(new AnnotatorLabels(labels, 9, 3), probabilities);
        Assert.True(found.ConsensusLabel.Index().Count(label => label.Item == label.Index % 3) > 290);
        Assert.All(found.Annotators.Take(6), one => Assert.InRange(one.Quality, 0.65, 1));
        Assert.All(found.Annotators.Skip(6), one => Assert.InRange(one.Quality, 0.1, 0.55));
        Assert.All(
            Enumerable.Range(0, 300),
            example => Assert.Equal(1f, found.Probabilities.Row(example).ToArray().Sum(), 1e-4f));
    }

    [Fact]
    public void Labels_of_one_annotator_are_judged_by_the_model_alone()
    {
        var found = Crowdlab.Find(new AnnotatorLabels([0, None, 1, None], 2, 2), Matrix(0.75, 0.25, 0.5, 0.5));
        Assert.Equal([0, 1], found.ConsensusLabel);
        var only = found.Annotators[0];
        Assert.Equal((2, 0, double.NaN), (only.Labels, only.Shared, only.AgreementWithConsensus));
        Assert.InRange(only.Quality, 0, 1);
        Assert.Equal(new AnnotatorQuality(0, 0, double.NaN, double.NaN, -1), found.Annotators[1]);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, "whole number of rows")]
    [InlineData(new[] { 0, 5 }, "from 0 to 2")]
    [InlineData(new[] { 0, 1, None, None }, "at least one label")]
    public void Labels_that_make_no_sense_are_refused(int[] labels, string says) => Assert.Contains(
        says, Assert.Throws<ArgumentException>(() => new AnnotatorLabels(labels, 2, 3)).Message);

    [Fact]
    public void Probabilities_of_another_shape_are_refused() => Assert.Throws<ArgumentException>(() =>
        Crowdlab.Find(new AnnotatorLabels([0, 1], 2, 2), new FloatMatrix(2, 2)));

    private static FloatMatrix Matrix(params double[] values) =>
        new(values.Length / 2, 2, [.. values.Select(value => (float)value)]);
}
