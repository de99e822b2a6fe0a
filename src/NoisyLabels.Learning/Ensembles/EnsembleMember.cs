using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Ensembles;

/// <summary>
/// One source of out-of-fold class probabilities, computed for the rows that are asked for and never kept.
/// </summary>
internal abstract class EnsembleMember(string name) : IDisposable
{
    /// <summary>No probability of a member counts as less than this, so that none can veto the others.</summary>
    private const float MinProbability = 1e-6f;

    public string Name { get; } = name;

    /// <summary>Factor on the scores; fitted to the given labels by <see cref="Calibrate"/>.</summary>
    public double Factor { get; protected set; } = 1;

    /// <summary>Fits to the given labels what the member has to choose.</summary>
    /// <param name="rows">[n] rows to judge by, int64.</param>
    /// <param name="given">[n] their given labels, int64.</param>
    public virtual void Calibrate(Tensor rows, Tensor given)
    {
        using var scope = NewDisposeScope();
        Factor = Temperature.Fit(Scores(rows), given);
    }

    /// <summary>log p of each class, at least log 10⁻⁶; [n, K] in the current dispose scope.</summary>
    public Tensor LogProbabilities(Tensor rows)
    {
        using var scope = NewDisposeScope();
        return ToLogProbabilities(Scores(rows)).MoveToOuterDisposeScope();
    }

    public abstract void Dispose();

    /// <summary>[n, K], each row from what did not see that row's given label; a tensor that the caller may change.</summary>
    protected abstract Tensor Scores(Tensor rows);

    /// <summary>The same as log probabilities, with <see cref="Factor"/>; changes its argument.</summary>
    protected Tensor ToLogProbabilities(Tensor scores) =>
        nn.functional.log_softmax(scores.mul_(Factor), dim: 1).clamp_min_(Math.Log(MinProbability));
}

/// <summary>
/// A ridge head on some of the features; its penalty is chosen by the given labels that it did not see.
/// </summary>
internal sealed class HeadMember : EnsembleMember
{
    /// <summary>λ from 2⁻⁵ to 2⁹: from almost none to one under which only class means are left.</summary>
    private static readonly double[] Penalties = [.. Enumerable.Range(-5, 15).Select(e => Math.Pow(2, e))];

    private readonly RidgeBasis _basis;
    private readonly RidgeHead _head;

    /// <param name="scaled">[N, D] features as <see cref="ScaledFeatures"/> makes them; taken over.</param>
    /// <param name="trust">[N] how much each label teaches, 0 to 1; null where all teach fully.</param>
    /// <param name="keepAxes">Whether <see cref="Linear"/> will be asked for.</param>
    public HeadMember(
        string name, Tensor scaled, int[] given, int classes, float[]? trust = null, bool keepAxes = false)
        : base(name)
    {
        _basis = RidgeBasis.Fit(scaled, keepAxes);
        _head = new RidgeHead(_basis, given, classes, trust);
    }

    /// <summary>λ in force.</summary>
    public double Penalty => _head.Penalty;

    /// <summary>
    /// The head as it predicts other images: scores = scaled features · coefficients + offset. [D, K] and [K], in the
    /// current dispose scope.
    /// </summary>
    public (Tensor Coefficients, Tensor Offset) Linear() => (_basis.Axes!.mm(_head.Coefficients), _head.Offset.alias());

    public override void Calibrate(Tensor rows, Tensor given)
    {
        var (best, least) = ((Penalty: 1.0, Factor: 1.0), double.PositiveInfinity);
        foreach (var penalty in Penalties)
        {
            using var scope = NewDisposeScope();
            _head.SetPenalty(penalty);
            var scores = _head.Scores(rows);
            Factor = Temperature.Fit(scores, given);
            var disagreement = Disagreement.Of(ToLogProbabilities(scores), given);
            (best, least) = disagreement < least ? ((penalty, Factor), disagreement) : (best, least);
        }

        _head.SetPenalty(best.Penalty);
        Factor = best.Factor;
    }

    public override void Dispose()
    {
        _head.Dispose();
        _basis.Dispose();
    }

    protected override Tensor Scores(Tensor rows) => _head.Scores(rows);
}

/// <summary>What the labels of similar images say, spread over the graph of nearest neighbours.</summary>
internal sealed class GraphMember(string name, NeighborGraph graph, int[] given, int classes, int seed) : EnsembleMember(name)
{
    /// <summary>The least value of a class: where nothing spread to, the logarithm needs one.</summary>
    private const float Nothing = 1e-6f;

    private readonly SparseRows _spread = LabelSpreading.Spread(graph, given, classes, new() { Seed = seed });

    public override void Dispose()
    {
    }

    protected override Tensor Scores(Tensor rows)
    {
        var wanted = rows.data<long>();
        var scores = new float[checked((int)wanted.Count * classes)];
        Array.Fill(scores, MathF.Log(Nothing));
        for (var i = 0; i < wanted.Count; i++)
        {
            var row = (int)wanted[i];
            var columns = _spread.ColumnsOf(row);
            var values = _spread.ValuesOf(row);
            for (var c = 0; c < columns.Length; c++)
            {
                scores[i * classes + columns[c]] = MathF.Log(MathF.Max(values[c], Nothing));
            }
        }

        return tensor(scores, [wanted.Count, classes]);
    }
}
