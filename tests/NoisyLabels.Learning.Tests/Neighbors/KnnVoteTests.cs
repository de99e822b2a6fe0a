using CsCheck;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

public sealed class KnnVoteTests
{
    private static readonly NeighborGraph Four = new(
        4, 2, [1, 2, 0, 2, 0, 1, 0, 1], [.9f, .5f, .9f, .4f, .5f, .4f, .1f, .1f]);

    private static readonly Gen<(int Classes, int[] Given)> Labels =
        from classes in Gen.Int[1, 20] from given in Gen.Int[0, classes - 1].Array[4] select (classes, given);

    private static readonly Gen<(FloatMatrix Features, int[] Given)> Problems =
        from rows in Gen.Int[2, 30]
        from values in Gen.Float[-1, 1].Array[rows * 4]
        from given in Gen.Int[0, 2].Array[rows]
        select (new FloatMatrix(rows, 4, values), given);

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        Assert.Equal(40, ExactNeighbors.DefaultK);
        Assert.Equal(new KnnVoteOptions { Neighbors = null, Sharpness = 5, Smoothing = 1 }, new KnnVoteOptions());
    }

    [Fact]
    public void Votes_are_weighed_and_smoothed_as_the_formula_says()
    {
        var probabilities = KnnVote.PredictProbabilities(Four, [0, 1, 0, 1], classes: 2);

        // Image 0: neighbour 1 (label 1, cosine .9) and neighbour 2 (label 0, cosine .5).
        var (one, two) = (Math.Exp(4.5), Math.Exp(2.5));
        Assert.Equal(((2 * one / (one + two)) + 0.5) / 3, probabilities[0, 1], 1e-6);
        Assert.Equal(((2 * two / (one + two)) + 0.5) / 3, probabilities[0, 0], 1e-6);
    }

    [Fact]
    public void The_own_label_has_no_vote()
    {
        int[] given = [0, 1, 0, 1];
        var before = KnnVote.PredictProbabilities(Four, given, classes: 2);

        given[3] = 0;

        Assert.Equal(before.Row(3).ToArray(), KnnVote.PredictProbabilities(Four, given, classes: 2).Row(3).ToArray());
    }

    [Fact]
    public void Only_the_chosen_number_of_nearest_neighbours_votes()
    {
        var probabilities = KnnVote.PredictProbabilities(Four, [0, 1, 0, 1], classes: 2, new() { Neighbors = 1 });

        // Image 0 hears neighbour 1 (label 1) alone.
        Assert.Equal([0.25f, 0.75f], probabilities.Row(0).ToArray());
    }

    [Theory]
    [InlineData(0.0, 5, 5)]
    [InlineData(0.4, 20, 60)]
    public void Noise_asks_for_more_voters_and_small_groups_for_fewer(double noise, int least, int most)
    {
        // Without noise: groups of 6 of one label, so that no more than 5 neighbours agree. With noise: two groups
        // only.
        var random = new Random(17);
        var size = noise > 0 ? 90 : 6;
        var features = new FloatMatrix(180, 32);
        var given = new int[180];
        for (var row = 0; row < 180; row++)
        {
            var group = row / size;
            features[row, group] = 3;
            foreach (ref var value in features.Row(row))
            {
                value += 0.3f * random.NextSingle();
            }

            given[row] = random.NextDouble() < noise ? random.Next(2) : group % 2;
        }

        var chosen = KnnVote.ChooseNeighbors(Graphs.Of(features, 60), given, classes: 2, new() { Sharpness = 0 });

        Assert.InRange(chosen, least, most);
    }

    [Fact]
    public void The_chosen_number_is_the_most_likely_one() =>
        Problems.Sample(problem =>
        {
            var graph = Graphs.Of(problem.Features, 12);
            int[] choices = [.. new[] { 5, 7, 10 }.Where(k => k < graph.K), graph.K];
            var likelihoods = choices.ToDictionary(k => k, k =>
                LogLikelihood(KnnVote.PredictProbabilities(graph, problem.Given, 3, new() { Neighbors = k }), problem.Given));

            var chosen = KnnVote.ChooseNeighbors(graph, problem.Given, 3);

            Assert.Equal(likelihoods.Values.Max(), likelihoods[chosen], 1e-3);
        });

    [Fact]
    public void Without_sharpness_all_neighbours_count_alike()
    {
        var options = new KnnVoteOptions { Sharpness = 0, Smoothing = 1e-6 };

        var probabilities = KnnVote.PredictProbabilities(Four, [0, 1, 0, 1], classes: 2, options);

        Assert.Equal(0.5, probabilities[0, 0], 1e-6);
        Assert.Equal(0.5, probabilities[0, 1], 1e-6);
    }

    [Fact]
    public void Every_row_is_a_distribution_without_zeros() =>
        Labels.Sample(problem =>
        {
            var probabilities = KnnVote.PredictProbabilities(Four, problem.Given, problem.Classes);
            return Enumerable.Range(0, 4).All(row =>
                probabilities.Row(row).ToArray().All(p => p > 0)
                && Math.Abs(probabilities.Row(row).ToArray().Sum(p => (double)p) - 1) < 1e-5);
        });

    [Fact]
    public void An_image_without_neighbours_gets_equal_probabilities()
    {
        var probabilities = KnnVote.PredictProbabilities(new NeighborGraph(1, 0, [], []), [2], classes: 4);

        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], probabilities.Values);
    }

    [Fact]
    public void Labels_outside_the_classes_are_refused() =>
        Assert.Throws<ArgumentException>(() => KnnVote.PredictProbabilities(Four, [0, 1, 2, 0], classes: 2));

    private static double LogLikelihood(FloatMatrix probabilities, int[] given) =>
        given.Index().Sum(label => Math.Log(probabilities[label.Index, label.Item]));
}
