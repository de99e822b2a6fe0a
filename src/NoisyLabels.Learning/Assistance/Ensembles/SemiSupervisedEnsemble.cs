using NoisyLabels.Learning.Ensembles;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Ensembles;

/// <summary>
/// An <see cref="Ensemble"/> of which some members use the images without labels too, and some the labels alone. The few
/// labels at first cannot choose between them, so the guided members count as chosen beforehand; the more labels there
/// are, the less that choice counts.
/// </summary>
internal sealed class SemiSupervisedEnsemble
{
    /// <summary>
    /// With this many labels, the choice beforehand weighs as much as theirs; it falls with the square of their number.
    /// </summary>
    private const double LabelsOfOwnChoice = 500;

    /// <summary>How often the labels' choice picks a member, see <see cref="Ensemble"/>.</summary>
    private const double Picks = 8;

    /// <summary>Labels added to each class, as ten images hardly tell frequencies.</summary>
    private const double LabelsBefore = 10;

    private const int ChunkValues = 4_000_000;
    private const float MinProbability = 1e-6f;

    private readonly IReadOnlyList<SemiSupervisedMember> _members;
    private readonly LabelledRows _labelled;
    private readonly NoiseModel[] _models;

    /// <param name="judges">Numbers of the labels that choices are made by.</param>
    public SemiSupervisedEnsemble(IReadOnlyList<SemiSupervisedMember> members, LabelledRows labelled, int[] judges)
    {
        (_members, _labelled) = (members, labelled);
        using var scope = NewDisposeScope();
        _models = [.. members.Select(m => NoiseModel.Fit(m.HeldOut, labelled, judges, null, m.UsualFactor))];
        var log = _models.Select((model, e) => ToLogProbabilities(members[e].HeldOut, model)).ToList();

        var numbers = tensor(Array.ConvertAll(judges, i => (long)i));
        var given = tensor(Array.ConvertAll(judges, i => (long)labelled.Given[i]));
        var before = Picks * Math.Pow(LabelsOfOwnChoice / judges.Length, 2);
        Weights = Ensemble.SelectWeights(
            log.ConvertAll(l => l.index_select(0, numbers)), given, [.. members.Select(m => before * m.Before)]);

        var pooled = new FloatMatrix(labelled.Count, labelled.Classes, Values(Ensemble.Pool(log, Weights)));
        var logPrior = LogFrequencies(labelled);

        // n labels that all agree show odds of n + 1 to 1 (Laplace), no more: this much is spread over all classes.
        var doubt = 1f / (labelled.Count + 2);
        Calibration = new(NoiseModel.Fit(pooled, labelled, judges, logPrior, usual: 1), logPrior, doubt);
        HeldOut = Calibrate(pooled);
    }

    /// <summary>w_e, one a member; they add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>How the pooled log probabilities become probabilities.</summary>
    public Calibration Calibration { get; }

    /// <summary>[n, K] probabilities of the labelled images, each without its own label.</summary>
    public FloatMatrix HeldOut { get; }

    /// <summary>What the scores of a member are multiplied by in the ensemble.</summary>
    public double FactorOf(int member) => Weights[member] * _models[member].Factor;

    /// <summary>[N, K] probabilities of all images from all labels.</summary>
    public FloatMatrix PredictProbabilities(int images)
    {
        var result = new FloatMatrix(images, _labelled.Classes);
        var chunkRows = Math.Max(1, ChunkValues / _labelled.Classes);
        for (var first = 0; first < images; first += chunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(chunkRows, images - first);
            int[] counted = [.. Enumerable.Range(0, _members.Count).Where(e => Weights[e] > 0)];
            var log = counted.Select(e => ToLogProbabilities(_members[e].Scores(first, count), _models[e])).ToList();
            var pooled = Ensemble.Pool(log, [.. counted.Select(e => Weights[e])]);
            Values(pooled).CopyTo(result.Values.AsSpan(checked(first * result.Columns)));
        }

        return Calibrate(result);
    }

    private static float[] Values(Tensor matrix) => matrix.contiguous().data<float>().ToArray();

    private static Tensor ToLogProbabilities(FloatMatrix scores, NoiseModel model) =>
        ToLogProbabilities(tensor(scores.Values, [scores.Rows, scores.Columns]), model);

    private static Tensor ToLogProbabilities(Tensor scores, NoiseModel model) =>
        nn.functional.log_softmax(scores.mul(model.Factor), dim: 1).clamp_min_(Math.Log(MinProbability));

    private static float[] LogFrequencies(LabelledRows labelled)
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
    private FloatMatrix Calibrate(FloatMatrix pooled)
    {
        Parallel.For(0, pooled.Rows, row => Calibration.Apply(pooled.Row(row)));
        return pooled;
    }
}
