using NoisyLabels.Learning.Detection.Experts;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>
/// A logarithmic opinion pool over opinions of which some use the images without labels and some the labels alone. The
/// few labels there are at first cannot choose between them, so the guided ones count as chosen beforehand; the more
/// labels, the less that says.
/// </summary>
internal sealed class PooledOpinions
{
    /// <summary>
    /// Labels at which the choice beforehand weighs as much as the labels' own; it falls with the square of their number.
    /// </summary>
    private const double LabelsOfOwnChoice = 500;

    /// <summary>How often the labels' choice picks an opinion, see <see cref="OpinionPool"/>.</summary>
    private const double Picks = 8;

    /// <summary>Labels that each class counts as having beforehand: ten images hardly tell frequencies.</summary>
    private const double LabelsBefore = 10;

    private const int ChunkValues = 4_000_000;
    private const float LeastProbability = 1e-6f;

    private readonly IReadOnlyList<Opinion> _opinions;
    private readonly LabelledRows _labelled;
    private readonly NoiseModel[] _models;

    /// <param name="judges">Numbers of the labels that choices are made by.</param>
    public PooledOpinions(IReadOnlyList<Opinion> opinions, LabelledRows labelled, int[] judges)
    {
        (_opinions, _labelled) = (opinions, labelled);
        using var scope = NewDisposeScope();
        _models = [.. opinions.Select(o => NoiseModel.Fit(o.HeldOut, labelled, judges, null, o.UsualFactor))];
        var log = _models.Select((model, e) => LogProbabilities(opinions[e].HeldOut, model)).ToList();

        var numbers = tensor(Array.ConvertAll(judges, i => (long)i));
        var given = tensor(Array.ConvertAll(judges, i => (long)labelled.Given[i]));
        var before = Picks * Math.Pow(LabelsOfOwnChoice / judges.Length, 2);
        Weights = OpinionPool.Select(
            log.ConvertAll(l => l.index_select(0, numbers)), given, [.. opinions.Select(o => before * o.Before)]);

        var pooled = new FloatMatrix(labelled.Count, labelled.Classes, Values(OpinionPool.Pooled(log, Weights)));
        LogPrior = Frequencies(labelled);
        Model = NoiseModel.Fit(pooled, labelled, judges, LogPrior, usual: 1);
        HeldOut = Probabilities(pooled);
    }

    /// <summary>w_e, one an opinion; they add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>How the pooled log probabilities become probabilities.</summary>
    public NoiseModel Model { get; }

    /// <summary>[K] log frequencies of the classes among the labels, with some added to each.</summary>
    public float[] LogPrior { get; }

    /// <summary>[n, K] probabilities of the labelled images, each without its own label.</summary>
    public FloatMatrix HeldOut { get; }

    /// <summary>
    /// Share that is spread over all classes: n labels that all agree show odds of n + 1 to 1 (Laplace), no more.
    /// </summary>
    public float Doubt => 1f / (_labelled.Count + 2);

    /// <summary>What the scores of an opinion are multiplied by in the pool.</summary>
    public double FactorOf(int opinion) => Weights[opinion] * _models[opinion].Factor;

    /// <summary>[N, K] probabilities of all images from all labels.</summary>
    public FloatMatrix Everywhere(int images)
    {
        var result = new FloatMatrix(images, _labelled.Classes);
        var chunkRows = Math.Max(1, ChunkValues / _labelled.Classes);
        for (var first = 0; first < images; first += chunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(chunkRows, images - first);
            int[] counted = [.. Enumerable.Range(0, _opinions.Count).Where(e => Weights[e] > 0)];
            var log = counted.Select(e => Calibrated(_opinions[e].Scores(first, count), _models[e])).ToList();
            var pooled = OpinionPool.Pooled(log, [.. counted.Select(e => Weights[e])]);
            Values(pooled).CopyTo(result.Values.AsSpan(checked(first * result.Columns)));
        }

        return Probabilities(result);
    }

    private static float[] Values(Tensor matrix) => matrix.contiguous().data<float>().ToArray();

    private static Tensor LogProbabilities(FloatMatrix scores, NoiseModel model) =>
        Calibrated(tensor(scores.Values, [scores.Rows, scores.Columns]), model);

    private static Tensor Calibrated(Tensor scores, NoiseModel model) =>
        nn.functional.log_softmax(scores.mul(model.Factor), dim: 1).clamp_min_(Math.Log(LeastProbability));

    private static float[] Frequencies(LabelledRows labelled)
    {
        var counts = new double[labelled.Classes];
        for (var i = 0; i < labelled.Count; i++)
        {
            counts[labelled.Given[i]] += labelled.Weight[i];
        }

        var all = counts.Sum() + LabelsBefore * counts.Length;
        return Array.ConvertAll(counts, count => (float)Math.Log((count + LabelsBefore) / all));
    }

    /// <summary>Turns pooled log probabilities into probabilities, in place.</summary>
    private FloatMatrix Probabilities(FloatMatrix pooled)
    {
        Parallel.For(0, pooled.Rows, row => ClassProbabilities.FromLog(pooled.Row(row), Model, LogPrior, Doubt));
        return pooled;
    }
}
