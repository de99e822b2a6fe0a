using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// Features turned onto their principal axes. It is made once; after that the solution and every leave-one-out
/// prediction of a ridge regression cost one pass over the rows, for any penalty and any labels.
/// </summary>
internal sealed class RidgeBasis : IDisposable
{
    /// <summary>Rows whose products are added up at once.</summary>
    private const int ChunkRows = 8192;

    /// <summary>Axes with less than this share of the largest variance hold nothing but rounding.</summary>
    private const double Negligible = 1e-7;

    private RidgeBasis(Tensor projections, Tensor variances)
    {
        Projections = projections;
        Variances = variances;
    }

    /// <summary>U = X·V, [N, R]: the rows along the principal axes.</summary>
    public Tensor Projections { get; }

    /// <summary>s, [R]: mean square of each column of U.</summary>
    public Tensor Variances { get; }

    public long Rows => Projections.shape[0];

    /// <param name="x">[N, D], columns centred; taken over, for where it has more rows than columns it is turned in place.</param>
    public static RidgeBasis Of(Tensor x)
    {
        var basis = x.shape[0] > x.shape[1] ? FromColumns(x) : FromRows(x);
        NativeHeap.Trim();
        return basis;
    }

    public void Dispose()
    {
        Projections.Dispose();
        Variances.Dispose();
    }

    // XᵀX / N = V·diag(s)·Vᵀ,   U = X·V
    private static RidgeBasis FromColumns(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (variances, axes) = linalg.eigh(Gram(x));
        var kept = KeptAxes(variances);
        var turn = axes.index_select(1, kept).to(ScalarType.Float32);
        for (var first = 0L; first < x.shape[0]; first += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            var rows = x.narrow(0, first, Math.Min(ChunkRows, x.shape[0] - first));
            rows.narrow(1, 0, turn.shape[1]).copy_(rows.mm(turn));
        }

        var projections = x.narrow(1, 0, turn.shape[1]).DetachFromDisposeScope();
        x.Dispose();
        return new(projections, variances.index_select(0, kept).to(ScalarType.Float32).DetachFromDisposeScope());
    }

    private static Tensor Gram(Tensor x)
    {
        var (n, d) = (x.shape[0], x.shape[1]);
        var gram = zeros([d, d], ScalarType.Float64);
        for (var first = 0L; first < n; first += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            var rows = x.narrow(0, first, Math.Min(ChunkRows, n - first));
            gram.add_(rows.t().mm(rows));
        }

        return gram.div_(n);
    }

    // X·Xᵀ / N = W·diag(s)·Wᵀ,   U = W·diag(√(N·s))      for fewer rows than columns
    private static RidgeBasis FromRows(Tensor x)
    {
        using var scope = NewDisposeScope();
        var n = x.shape[0];
        var wide = x.to(ScalarType.Float64);
        x.Dispose();
        var (variances, axes) = linalg.eigh(wide.mm(wide.t()).div_(n));
        var kept = KeptAxes(variances);
        var s = variances.index_select(0, kept);
        var projections = axes.index_select(1, kept).mul(s.mul(n).sqrt()).to(ScalarType.Float32);
        return new(projections.DetachFromDisposeScope(), s.to(ScalarType.Float32).DetachFromDisposeScope());
    }

    private static Tensor KeptAxes(Tensor variances) =>
        variances.gt(variances.max().clamp_min(1e-30).mul(Negligible)).nonzero().flatten();
}
