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

    private RidgeBasis(Tensor projections, Tensor variances, Tensor? axes)
    {
        Projections = projections;
        Variances = variances;
        Axes = axes;
    }

    /// <summary>U = X·V, [N, R]: the rows along the principal axes.</summary>
    public Tensor Projections { get; }

    /// <summary>s, [R]: mean square of each column of U.</summary>
    public Tensor Variances { get; }

    /// <summary>V, [D, R]: the principal axes; null where they were not asked for.</summary>
    public Tensor? Axes { get; }

    public long Rows => Projections.shape[0];

    /// <param name="x">[N, D], columns centred; taken over, for where it has more rows than columns it is turned in place.</param>
    /// <param name="keepAxes">Whether <see cref="Axes"/> will be needed.</param>
    /// <param name="maxAxes">R at most; those with the largest variances stay.</param>
    public static RidgeBasis Fit(Tensor x, bool keepAxes = false, int maxAxes = int.MaxValue)
    {
        var basis = x.shape[0] > x.shape[1] ? FromColumns(x, keepAxes, maxAxes) : FromRows(x, keepAxes, maxAxes);
        NativeHeap.Trim();
        return basis;
    }

    public void Dispose()
    {
        Projections.Dispose();
        Variances.Dispose();
        Axes?.Dispose();
    }

    // XᵀX / N = V·diag(s)·Vᵀ,   U = X·V
    private static RidgeBasis FromColumns(Tensor x, bool keepAxes, int maxAxes)
    {
        using var scope = NewDisposeScope();
        var (variances, axes) = linalg.eigh(Gram(x));
        var kept = KeptAxes(variances, maxAxes);
        var turn = axes.index_select(1, kept).to(ScalarType.Float32);
        for (var first = 0L; first < x.shape[0]; first += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            var rows = x.narrow(0, first, Math.Min(ChunkRows, x.shape[0] - first));
            rows.narrow(1, 0, turn.shape[1]).copy_(rows.mm(turn));
        }

        // A copy where much of x would be kept in memory for nothing.
        var turned = x.narrow(1, 0, turn.shape[1]);
        var projections = (turned.shape[1] < x.shape[1] / 2 ? turned.clone() : turned).DetachFromDisposeScope();
        x.Dispose();
        return new(
            projections,
            variances.index_select(0, kept).to(ScalarType.Float32).DetachFromDisposeScope(),
            keepAxes ? turn.DetachFromDisposeScope() : null);
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
    private static RidgeBasis FromRows(Tensor x, bool keepAxes, int maxAxes)
    {
        using var scope = NewDisposeScope();
        var n = x.shape[0];
        var wide = x.to(ScalarType.Float64);
        x.Dispose();
        var (variances, axes) = linalg.eigh(wide.mm(wide.t()).div_(n));
        var kept = KeptAxes(variances, maxAxes);
        var s = variances.index_select(0, kept);
        var projections = axes.index_select(1, kept).mul(s.mul(n).sqrt()).to(ScalarType.Float32);

        // V = Xᵀ·W·diag(1 / √(N·s))
        var own = keepAxes ? wide.t().mm(axes.index_select(1, kept)).div(s.mul(n).sqrt()).to(ScalarType.Float32) : null;
        return new(
            projections.DetachFromDisposeScope(),
            s.to(ScalarType.Float32).DetachFromDisposeScope(),
            own?.DetachFromDisposeScope());
    }

    // The variances ascend, so that the largest are the last.
    private static Tensor KeptAxes(Tensor variances, int maxAxes)
    {
        var kept = variances.gt(variances.max().clamp_min(1e-30).mul(Negligible)).nonzero().flatten();
        return kept.shape[0] > maxAxes ? kept.narrow(0, kept.shape[0] - maxAxes, maxAxes) : kept;
    }
}
