using NoisyLabels.Learning.Ensembles;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Learning.Tests.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Ensembles;

public sealed class EnsembleTests
{
    private const int Images = 300;
    private const int Classes = 3;

    private static readonly int[] Given = [.. Enumerable.Range(0, Images).Select(i => i % Classes)];

    [Fact]
    public void A_member_that_knows_nothing_gets_no_weight()
    {
        using var useful = Member("useful", seed: 1, knowledge: 2);
        using var useless = Member("useless", seed: 2, knowledge: 0);

        var pool = Fit(useful, useless);

        Assert.Equal([1.0, 0.0], pool.Weights);
    }

    [Fact]
    public void Members_that_err_in_different_places_are_pooled_and_better_than_each_alone()
    {
        FixedMember[] members = [Member("a", 1, 1.5), Member("b", 2, 1.5), Member("c", 3, 1.5)];

        var pool = Fit(members);
        var together = Agreement(pool.PredictProbabilities(Images, Classes));

        Assert.Equal(1, pool.Weights.Sum(), 1e-12);
        Assert.All(pool.Weights, weight => Assert.True(weight > 0));
        Assert.All(members, member => Assert.True(Agreement(Fit(member).PredictProbabilities(Images, Classes)) < together));
        Array.ForEach(members, e => e.Dispose());
    }

    [Fact]
    public void What_counts_as_taken_beforehand_stays_unless_the_labels_speak_clearly_against_it()
    {
        using var scope = NewDisposeScope();
        using var better = Member("better", 1, 3);
        using var taken = Member("taken", 2, 1.5);
        var rows = Tensors.AllRows(Images);
        List<Tensor> members = [better.LogProbabilities(rows), taken.LogProbabilities(rows)];
        var labels = Tensors.Labels(Given);

        var free = Ensemble.SelectWeights(members, labels);
        var held = Ensemble.SelectWeights(members, labels, [0, 80]);

        Assert.True(free[0] > 0.5);
        Assert.True(held[1] > 0.9);
        Assert.Equal([0.0, 1.0], Ensemble.SelectWeights([members[1], members[0]], labels, [0, 1e9]), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_member_alone_has_all_the_weight()
    {
        using var only = Member("only", 4, 1);

        Assert.Equal([1.0], Fit(only).Weights);
    }

    [Fact]
    public void Probabilities_are_those_of_the_weighted_logarithms()
    {
        using var a = Member("a", 5, 1.5);
        using var b = Member("b", 6, 1.2);
        var pool = Fit(a, b);

        var probabilities = pool.PredictProbabilities(Images, Classes);

        using var scope = NewDisposeScope();
        var rows = Tensors.AllRows(Images);
        var (p, q) = (Tensors.Matrix(a.LogProbabilities(rows)), Tensors.Matrix(b.LogProbabilities(rows)));
        for (var i = 0; i < Images; i++)
        {
            var logs = Enumerable.Range(0, Classes)
                .Select(k => (pool.Weights[0] * p[i, k]) + (pool.Weights[1] * q[i, k])).ToArray();
            var scale = Math.Log(logs.Sum(Math.Exp));
            var sharpened = logs.Select(v => Math.Exp(pool.Factor * (v - scale))).ToArray();
            Assert.Equal(sharpened.Select(v => v / sharpened.Sum()), probabilities.Row(i).ToArray().Select(v => (double)v), (x, y) => Math.Abs(x - y) < 1e-4);
        }
    }

    [Fact]
    public void More_rows_than_are_pooled_at_once_are_all_there()
    {
        // 4,000 classes: a thousand rows at a time.
        var scores = new FloatMatrix(1_100, 4_000);
        for (var i = 0; i < scores.Rows; i++)
        {
            scores[i, i] = 20;
        }

        using var member = new FixedMember("diagonal", scores);
        var pool = Ensemble.Fit([member], [.. Enumerable.Range(0, 1_100)], 4_000, seed: 0);

        var probabilities = pool.PredictProbabilities(1_100, 4_000);

        Assert.All(new[] { 0, 999, 1_000, 1_099 }, i => Assert.True(probabilities[i, i] > 0.9f));
        Assert.True(probabilities[1_050, 50] < 0.1f);
    }

    private static Ensemble Fit(params EnsembleMember[] members) => Ensemble.Fit(members, Given, Classes, seed: 0);

    private static double Agreement(FloatMatrix probabilities) => Enumerable.Range(0, Images)
        .Average(i => Enumerable.Range(0, Classes).MaxBy(k => probabilities[i, k]) == Given[i] ? 1.0 : 0);

    /// <summary>Random scores, with so much on top for the given label.</summary>
    private static FixedMember Member(string name, int seed, double knowledge)
    {
        var random = new Random(seed);
        var scores = new FloatMatrix(Images, Classes);
        for (var i = 0; i < scores.Values.Length; i++)
        {
            scores.Values[i] = (float)(4 * random.NextDouble() + (i % Classes == Given[i / Classes] ? knowledge : 0));
        }

        return new FixedMember(name, scores);
    }

    private sealed class FixedMember(string name, FloatMatrix scores) : EnsembleMember(name)
    {
        public override void Dispose()
        {
        }

        protected override Tensor Scores(Tensor rows) => Tensors.Of(scores).index_select(0, rows);
    }
}
