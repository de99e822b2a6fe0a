using static TorchSharp.torch;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// One ridge regression a class on one-hot given labels, with exact leave-one-out predictions: the score of an image
/// comes from the solution without that image, so it never saw that image's label. A squared loss bounds the pull of a
/// wrong label far from its class less sharply than a logarithmic one would let it, which is why heads of this kind
/// stand noise well.
/// </summary>
internal sealed class RidgeHead : IDisposable
{
    private readonly RidgeBasis _basis;
    private readonly Tensor _labels;
    private readonly Tensor _prior;
    private readonly Tensor _moments;
    private Tensor _shrinkage;
    private Tensor _weights;

    /// <param name="basis">Of N rows; not disposed here.</param>
    /// <param name="given">[N] given labels, 0 to K − 1.</param>
    /// <param name="classes">K.</param>
    public RidgeHead(RidgeBasis basis, int[] given, int classes)
    {
        using var scope = NewDisposeScope();
        _basis = basis;
        _labels = tensor(given, ScalarType.Int64).DetachFromDisposeScope();

        // μ = mean of the one-hot labels, B = Uᵀ(Y − μ): sums of the rows of each class, as the columns of U add up to
        // 0
        _prior = bincount(_labels, minlength: classes).to(ScalarType.Float32).div(given.Length).DetachFromDisposeScope();
        var sums = zeros([classes, basis.Projections.shape[1]]).index_add_(0, _labels, basis.Projections, alpha: 1);
        _moments = sums.t().sub(basis.Projections.sum(dim: 0).outer(_prior)).contiguous().DetachFromDisposeScope();
        (_shrinkage, _weights) = Solve(1);
    }

    /// <summary>λ, per mean squared loss; at least 0.</summary>
    public double Penalty { get; private set; } = 1;

    public void SetPenalty(double penalty)
    {
        _shrinkage.Dispose();
        _weights.Dispose();
        (_shrinkage, _weights) = Solve(penalty);
        Penalty = penalty;
    }

    /// <summary>Leave-one-out scores of some rows.</summary>
    /// <param name="rows">[n] row numbers, int64.</param>
    /// <returns>[n, K], about 1 for the own class and 0 elsewhere; in the current dispose scope.</returns>
    public Tensor Scores(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var u = _basis.Projections.index_select(0, rows);                               // [n, R]
        var own = _labels.index_select(0, rows).unsqueeze(1);                           // [n, 1]

        // F = U·diag(1 / (N(s + λ)))·B + μ
        var scores = u.mm(_weights).add_(_prior);                                       // [n, K]

        // h_i = Σ_j U_ij² / (N(s_j + λ)) + 1/N      the pull of row i on its own prediction
        var leverage = u.mul(u).mv(_shrinkage).add(1.0 / _basis.Rows).unsqueeze(1);
        var left = leverage.neg().add(1).clamp_min(1e-4);                               // [n, 1]

        // y_i − (y_i − F_i) / (1 − h_i)             Allen's PRESS: what the fit without row i predicts for it
        // With y = 0 that is F / (1 − h), so that a one-hot matrix is not needed: only the own class differs.
        var ownScore = scores.gather(1, own).neg().add(1).div(left).neg().add(1);
        return scores.div_(left).scatter_(1, own, ownScore).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _labels.Dispose();
        _prior.Dispose();
        _moments.Dispose();
        _shrinkage.Dispose();
        _weights.Dispose();
    }

    private (Tensor Shrinkage, Tensor Weights) Solve(double penalty)
    {
        using var scope = NewDisposeScope();
        var shrinkage = _basis.Variances.add(penalty).mul(_basis.Rows).reciprocal();
        var weights = _moments.mul(shrinkage.unsqueeze(1));
        return (shrinkage.DetachFromDisposeScope(), weights.DetachFromDisposeScope());
    }
}
