using NoisyLabels.Learning.Heads;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Detection.Experts;

/// <summary>
/// A ridge head on some of the features; its penalty is chosen by the given labels that it did not see.
/// </summary>
internal sealed class HeadExpert : Expert
{
    /// <summary>λ from 2⁻⁵ to 2⁹: from almost none to one under which only class means are left.</summary>
    private static readonly double[] Penalties = [.. Enumerable.Range(-5, 15).Select(e => Math.Pow(2, e))];

    private readonly RidgeBasis _basis;
    private readonly RidgeHead _head;

    /// <param name="scaled">[N, D] features as <see cref="ScaledFeatures"/> makes them; taken over.</param>
    /// <param name="trust">[N] how much each label teaches, 0 to 1; null where all teach fully.</param>
    /// <param name="keepAxes">Whether <see cref="Linear"/> will be asked for.</param>
    public HeadExpert(
        string name, Tensor scaled, int[] given, int classes, float[]? trust = null, bool keepAxes = false)
        : base(name)
    {
        _basis = RidgeBasis.Of(scaled, keepAxes);
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
            var disagreement = Disagreement.Of(Calibrated(scores), given);
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
