using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Detection.Experts;

/// <summary>
/// A logarithmic opinion pool, p ∝ Π p_e^w_e, whose weights come from the given labels by ensemble selection
/// (Caruana et al. 2004): experts are taken one after the other, with repetition, as long as the disagreement falls.
/// </summary>
internal sealed class OpinionPool
{
    /// <summary>How often an expert is taken: weights come in eighths at the finest.</summary>
    private const int Picks = 8;

    /// <summary>
    /// Values of one expert that choices are made from; more rows than these hold add nothing to the choice.
    /// </summary>
    private const int ValuesToJudgeBy = 8_000_000;

    private const int LeastRowsToJudgeBy = 2_000;
    private const int ChunkValues = 4_000_000;

    private readonly IReadOnlyList<Expert> _experts;

    private OpinionPool(IReadOnlyList<Expert> experts, double[] weights, double factor) =>
        (_experts, Weights, Factor) = (experts, weights, factor);

    /// <summary>w_e, one an expert; they add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>Factor on the pooled log probabilities that fits them to the given labels.</summary>
    public double Factor { get; }

    /// <summary>Calibrates the experts and weighs them.</summary>
    /// <param name="given">[N] given labels.</param>
    /// <param name="seed">Draws the rows to judge by where there are very many.</param>
    public static OpinionPool Fit(IReadOnlyList<Expert> experts, int[] given, int classes, int seed)
    {
        using var scope = NewDisposeScope();
        var rows = RowsToJudgeBy(given.Length, classes, seed);
        var labels = tensor(given, ScalarType.Int64).index_select(0, rows);
        var opinions = new List<Tensor>();
        foreach (var expert in experts)
        {
            expert.Calibrate(rows, labels);
            opinions.Add(expert.LogProbabilities(rows));
        }

        var weights = Select(opinions, labels);
        var pooled = Pooled(opinions, weights);
        return new OpinionPool(experts, weights, Temperature.Fit(pooled, labels));
    }

    /// <summary>The pooled probabilities of all N images, [N, K].</summary>
    public FloatMatrix PredProbs(int images, int classes)
    {
        var result = new FloatMatrix(images, classes);
        var chunkRows = Math.Max(1, ChunkValues / classes);
        for (var first = 0; first < images; first += chunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(chunkRows, images - first);
            var rows = arange(first, first + count, ScalarType.Int64);
            List<Tensor> opinions = [.. _experts.Where((_, e) => Weights[e] > 0).Select(e => e.LogProbabilities(rows))];
            var pooled = Pooled(opinions, [.. Weights.Where(w => w > 0)]);
            nn.functional.softmax(pooled.mul(Factor), dim: 1).contiguous()
                .data<float>().CopyTo(result.Values, arrayIndex: checked(first * classes));
        }

        return result;
    }

    /// <summary>The weights of the experts under which the pool disagrees least with the labels.</summary>
    /// <param name="opinions">[n, K] log probabilities of each.</param>
    /// <param name="labels">[n], int64.</param>
    /// <param name="before">
    /// How often each expert counts as taken before the first choice, where the labels are too few to choose freely;
    /// null where the choice is free.
    /// </param>
    public static double[] Select(List<Tensor> opinions, Tensor labels, double[]? before = null)
    {
        double[] picks = before is null ? new double[opinions.Count] : [.. before];
        var sum = zeros_like(opinions[0]);
        for (var e = 0; e < opinions.Count; e++)
        {
            sum.add_(opinions[e], alpha: picks[e]);
        }

        var start = picks.Sum();
        var least = start > 0 ? DisagreementOf(sum, null, start, labels) : double.PositiveInfinity;
        double[] best = [.. picks];
        for (var pick = 1; pick <= Picks; pick++)
        {
            var disagreements = opinions.ConvertAll(opinion => DisagreementOf(sum, opinion, start + pick, labels));
            var taken = disagreements.IndexOf(disagreements.Min());
            sum.add_(opinions[taken]);
            picks[taken]++;
            if (disagreements[taken] < least)
            {
                (best, least) = ([.. picks], disagreements[taken]);
            }
        }

        return [.. best.Select(n => n / best.Sum())];
    }

    private static double DisagreementOf(Tensor sum, Tensor? added, double picks, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var pooled = (added is null ? sum : sum.add(added)).div(picks);
        return Disagreement.Of(nn.functional.log_softmax(pooled, dim: 1), labels);
    }

    /// <summary>log Π p_e^w_e, normalised, [n, K] in the current dispose scope.</summary>
    public static Tensor Pooled(List<Tensor> opinions, double[] weights)
    {
        var sum = zeros_like(opinions[0]);
        for (var e = 0; e < opinions.Count; e++)
        {
            sum.add_(opinions[e], alpha: weights[e]);
        }

        return nn.functional.log_softmax(sum, dim: 1);
    }

    private static Tensor RowsToJudgeBy(int images, int classes, int seed)
    {
        var count = Math.Max(LeastRowsToJudgeBy, ValuesToJudgeBy / classes);
        if (count >= images)
        {
            return arange(images, ScalarType.Int64);
        }

        var rows = Enumerable.Range(0, images).ToArray();
        new Random(seed).Shuffle(rows);
        Array.Sort(rows, 0, count);
        return tensor(rows[..count], ScalarType.Int64);
    }
}
