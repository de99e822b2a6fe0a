using NoisyLabels.Learning.Detection.Experts;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Learning.Tests.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Detection.Experts;

public sealed class OpinionPoolTests
{
    private const int Images = 300;
    private const int Classes = 3;

    private static readonly int[] Given = [.. Enumerable.Range(0, Images).Select(i => i % Classes)];

    [Fact]
    public void An_expert_that_knows_nothing_gets_no_weight()
    {
        using var useful = Expert("useful", seed: 1, knowledge: 2);
        using var useless = Expert("useless", seed: 2, knowledge: 0);

        var pool = Fit(useful, useless);

        Assert.Equal([1.0, 0.0], pool.Weights);
    }

    [Fact]
    public void Experts_that_err_in_different_places_are_pooled_and_better_than_each_alone()
    {
        FixedExpert[] experts = [Expert("a", 1, 1.5), Expert("b", 2, 1.5), Expert("c", 3, 1.5)];

        var pool = Fit(experts);
        var together = Agreement(pool.PredProbs(Images, Classes));

        Assert.Equal(1, pool.Weights.Sum(), 1e-12);
        Assert.All(pool.Weights, weight => Assert.True(weight > 0));
        Assert.All(experts, expert => Assert.True(Agreement(Fit(expert).PredProbs(Images, Classes)) < together));
        Array.ForEach(experts, e => e.Dispose());
    }

    [Fact]
    public void What_counts_as_taken_beforehand_stays_unless_the_labels_speak_clearly_against_it()
    {
        using var scope = NewDisposeScope();
        using var better = Expert("better", 1, 3);
        using var taken = Expert("taken", 2, 1.5);
        var rows = Tensors.AllRows(Images);
        List<Tensor> opinions = [better.LogProbabilities(rows), taken.LogProbabilities(rows)];
        var labels = Tensors.Labels(Given);

        var free = OpinionPool.Select(opinions, labels);
        var held = OpinionPool.Select(opinions, labels, [0, 80]);

        Assert.True(free[0] > 0.5);
        Assert.True(held[1] > 0.9);
        Assert.Equal([0.0, 1.0], OpinionPool.Select([opinions[1], opinions[0]], labels, [0, 1e9]), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void An_expert_alone_has_all_the_weight()
    {
        using var only = Expert("only", 4, 1);

        Assert.Equal([1.0], Fit(only).Weights);
    }

    [Fact]
    public void Probabilities_are_those_of_the_weighted_logarithms()
    {
        using var a = Expert("a", 5, 1.5);
        using var b = Expert("b", 6, 1.2);
        var pool = Fit(a, b);

        var probabilities = pool.PredProbs(Images, Classes);

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

        using var expert = new FixedExpert("diagonal", scores);
        var pool = OpinionPool.Fit([expert], [.. Enumerable.Range(0, 1_100)], 4_000, seed: 0);

        var probabilities = pool.PredProbs(1_100, 4_000);

        Assert.All(new[] { 0, 999, 1_000, 1_099 }, i => Assert.True(probabilities[i, i] > 0.9f));
        Assert.True(probabilities[1_050, 50] < 0.1f);
    }

    private static OpinionPool Fit(params Expert[] experts) => OpinionPool.Fit(experts, Given, Classes, seed: 0);

    private static double Agreement(FloatMatrix probabilities) => Enumerable.Range(0, Images)
        .Average(i => Enumerable.Range(0, Classes).MaxBy(k => probabilities[i, k]) == Given[i] ? 1.0 : 0);

    /// <summary>Random scores, with so much on top for the given label.</summary>
    private static FixedExpert Expert(string name, int seed, double knowledge)
    {
        var random = new Random(seed);
        var scores = new FloatMatrix(Images, Classes);
        for (var i = 0; i < scores.Values.Length; i++)
        {
            scores.Values[i] = (float)(4 * random.NextDouble() + (i % Classes == Given[i / Classes] ? knowledge : 0));
        }

        return new FixedExpert(name, scores);
    }

    private sealed class FixedExpert(string name, FloatMatrix scores) : Expert(name)
    {
        public override void Dispose()
        {
        }

        protected override Tensor Scores(Tensor rows) => Tensors.Of(scores).index_select(0, rows);
    }
}
