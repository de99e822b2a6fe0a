using static TorchSharp.torch;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// One ridge regression a class on one-hot given labels, with exact leave-one-out predictions: the score of an image
/// comes from the solution without that image, which never saw its label. A wrong label far from its class pulls less under
/// a squared loss than under a logarithmic one, and heads of this kind therefore stand noise well.
/// </summary>
internal sealed class RidgeHead : IDisposable
{
    /// <summary>Rows of U that are copied at once: few enough to stay in the processor's cache.</summary>
    private const long ChunkRows = 1024;

    private readonly RidgeBasis _basis;
    private readonly Tensor _labels;
    private readonly Tensor _prior;
    private readonly Tensor _moments;
    private readonly Tensor? _trust;
    private Tensor _shrinkage;
    private Tensor _weights;

    /// <param name="basis">The basis of N rows; not disposed here.</param>
    /// <param name="given">[N] given labels, 0 to K − 1.</param>
    /// <param name="classes">K.</param>
    /// <param name="trust">
    /// [N] how much each label teaches, 0 to 1: the target of a row is its one-hot label moved towards the mean label.
    /// Null where all teach fully.
    /// </param>
    public RidgeHead(RidgeBasis basis, int[] given, int classes, float[]? trust = null)
    {
        using var scope = NewDisposeScope();
        _basis = basis;
        _labels = tensor(given, ScalarType.Int64).DetachFromDisposeScope();

        _trust = trust is null ? null : tensor(trust).unsqueeze(1).DetachFromDisposeScope(); // [N, 1]

        // μ = mean of the one-hot labels, B = Uᵀ(Y − μ): sums of the rows of each class, as the columns of U add up to
        // 0
        _prior = Prior(classes, given.Length).DetachFromDisposeScope();
        var rows = _trust is null ? basis.Projections : basis.Projections.mul(_trust);
        var sums = zeros([classes, rows.shape[1]]).index_add_(0, _labels, rows, alpha: 1);
        _moments = sums.t().sub(rows.sum(dim: 0).outer(_prior)).contiguous().DetachFromDisposeScope();
        (_shrinkage, _weights) = Solve(1);
    }

    /// <summary>λ, per mean squared loss; at least 0.</summary>
    public double Penalty { get; private set; } = 1;

    /// <summary>The solution along the axes of the basis, [R, K]: scores = U · coefficients + offset.</summary>
    public Tensor Coefficients => _weights;

    /// <summary>μ, [K].</summary>
    public Tensor Offset => _prior;

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
        var result = empty([rows.shape[0], _prior.shape[0]]);
        for (var first = 0L; first < rows.shape[0]; first += ChunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(ChunkRows, rows.shape[0] - first);
            result.narrow(0, first, count).copy_(ScoresOfChunk(rows.narrow(0, first, count)));
        }

        return result;
    }

    public void Dispose()
    {
        _labels.Dispose();
        _prior.Dispose();
        _moments.Dispose();
        _trust?.Dispose();
        _shrinkage.Dispose();
        _weights.Dispose();
    }

    private Tensor ScoresOfChunk(Tensor rows)
    {
        var u = _basis.Projections.index_select(0, rows);                               // [n, R]
        var own = _labels.index_select(0, rows).unsqueeze(1);                           // [n, 1]

        // F = U·diag(1 / (N(s + λ)))·B + μ
        var scores = u.mm(_weights).add_(_prior);                                       // [n, K]

        // h_i = Σ_j U_ij² / (N(s_j + λ)) + 1/N      the pull of row i on its own prediction
        var leverage = u.mul_(u).mv(_shrinkage).add(1.0 / _basis.Rows).unsqueeze(1);
        var left = leverage.neg().add(1).clamp_min(1e-4);                               // [n, 1]

        if (_trust?.index_select(0, rows) is { } trust)
        {
            // (F_i − h_i·t_i) / (1 − h_i)           with t_i = μ + w_i(y_i − μ)
            var pull = left.neg().add(1);
            scores.sub_(pull.mul(trust.neg().add(1)).mul(_prior)).div_(left);
            return scores.scatter_(1, own, scores.gather(1, own).sub_(pull.mul(trust).div(left)));
        }

        // y_i − (y_i − F_i) / (1 − h_i)             Allen's PRESS: what the fit without row i predicts for it
        // With y = 0 that is F / (1 − h), so that a one-hot matrix is not needed: only the own class differs.
        var ownScore = scores.gather(1, own).neg().add(1).div(left).neg().add(1);
        return scores.div_(left).scatter_(1, own, ownScore);
    }

    private Tensor Prior(int classes, int rows) => _trust is null
        ? bincount(_labels, minlength: classes).to(ScalarType.Float32).div(rows)
        : zeros(classes).index_add_(0, _labels, _trust.squeeze(1), alpha: 1).div(_trust.sum().clamp_min(1e-12));

    private (Tensor Shrinkage, Tensor Weights) Solve(double penalty)
    {
        using var scope = NewDisposeScope();
        var shrinkage = _basis.Variances.add(penalty).mul(_basis.Rows).reciprocal();
        var weights = _moments.mul(shrinkage.unsqueeze(1));
        return (shrinkage.DetachFromDisposeScope(), weights.DetachFromDisposeScope());
    }
}
