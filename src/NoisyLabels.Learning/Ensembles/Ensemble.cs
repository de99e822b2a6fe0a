using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Ensembles;

/// <summary>
/// Members that predict together: p ∝ Π p_e^w_e (a logarithmic opinion pool). The given labels choose the weights by
/// ensemble selection (Caruana et al. 2004): members are taken one after the other, with repetition, as long as the
/// disagreement falls.
/// </summary>
internal sealed class Ensemble
{
    /// <summary>How often a member is taken: weights come in eighths at the finest.</summary>
    private const int Picks = 8;

    /// <summary>
    /// Values of one member that choices are made from; more rows than these hold add nothing to the choice.
    /// </summary>
    private const int ValuesToJudgeBy = 8_000_000;

    private const int MinRowsToJudgeBy = 2_000;
    private const int ChunkValues = 4_000_000;

    private readonly IReadOnlyList<EnsembleMember> _members;

    private Ensemble(IReadOnlyList<EnsembleMember> members, double[] weights, double factor) =>
        (_members, Weights, Factor) = (members, weights, factor);

    /// <summary>w_e, one a member; they add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>Factor on the pooled log probabilities that fits them to the given labels.</summary>
    public double Factor { get; }

    /// <summary>Calibrates the members and weighs them.</summary>
    /// <param name="given">[N] given labels.</param>
    /// <param name="seed">Draws the rows to judge by where there are very many.</param>
    public static Ensemble Fit(IReadOnlyList<EnsembleMember> members, int[] given, int classes, int seed)
    {
        using var scope = NewDisposeScope();
        var rows = RowsToJudgeBy(given.Length, classes, seed);
        var labels = tensor(given, ScalarType.Int64).index_select(0, rows);
        var predictions = new List<Tensor>();
        foreach (var member in members)
        {
            member.Calibrate(rows, labels);
            predictions.Add(member.LogProbabilities(rows));
        }

        var weights = SelectWeights(predictions, labels);
        return new Ensemble(members, weights, Temperature.Fit(Pool(predictions, weights), labels));
    }

    /// <returns>[N, K] probabilities of all N images.</returns>
    public FloatMatrix PredictProbabilities(int images, int classes)
    {
        var result = new FloatMatrix(images, classes);
        var chunkRows = Math.Max(1, ChunkValues / classes);
        for (var first = 0; first < images; first += chunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(chunkRows, images - first);
            var rows = arange(first, first + count, ScalarType.Int64);
            List<Tensor> predictions = [.. _members.Where((_, e) => Weights[e] > 0).Select(e => e.LogProbabilities(rows))];
            var pooled = Pool(predictions, [.. Weights.Where(w => w > 0)]);
            nn.functional.softmax(pooled.mul(Factor), dim: 1).contiguous()
                .data<float>().CopyTo(result.Values, arrayIndex: checked(first * classes));
        }

        return result;
    }

    /// <summary>The weights of the members under which the ensemble disagrees least with the labels.</summary>
    /// <param name="predictions">[n, K] log probabilities of each member.</param>
    /// <param name="labels">[n], int64.</param>
    /// <param name="before">
    /// How often each member counts as taken before the first choice, where the labels are too few to choose freely;
    /// null where the choice is free.
    /// </param>
    public static double[] SelectWeights(List<Tensor> predictions, Tensor labels, double[]? before = null)
    {
        double[] picks = before is null ? new double[predictions.Count] : [.. before];
        var sum = zeros_like(predictions[0]);
        for (var e = 0; e < predictions.Count; e++)
        {
            sum.add_(predictions[e], alpha: picks[e]);
        }

        var start = picks.Sum();
        var least = start > 0 ? DisagreementOf(sum, null, start, labels) : double.PositiveInfinity;
        double[] best = [.. picks];
        for (var pick = 1; pick <= Picks; pick++)
        {
            var disagreements = predictions.ConvertAll(added => DisagreementOf(sum, added, start + pick, labels));
            var taken = disagreements.IndexOf(disagreements.Min());
            sum.add_(predictions[taken]);
            picks[taken]++;
            if (disagreements[taken] < least)
            {
                (best, least) = ([.. picks], disagreements[taken]);
            }
        }

        return [.. best.Select(n => n / best.Sum())];
    }

    /// <summary>log Π p_e^w_e, normalised, [n, K] in the current dispose scope.</summary>
    public static Tensor Pool(List<Tensor> predictions, double[] weights)
    {
        var sum = zeros_like(predictions[0]);
        for (var e = 0; e < predictions.Count; e++)
        {
            sum.add_(predictions[e], alpha: weights[e]);
        }

        return nn.functional.log_softmax(sum, dim: 1);
    }

    private static double DisagreementOf(Tensor sum, Tensor? added, double picks, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var pooled = (added is null ? sum : sum.add(added)).div(picks);
        return Disagreement.Of(nn.functional.log_softmax(pooled, dim: 1), labels);
    }

    private static Tensor RowsToJudgeBy(int images, int classes, int seed)
    {
        var count = Math.Max(MinRowsToJudgeBy, ValuesToJudgeBy / classes);
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
