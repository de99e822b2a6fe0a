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

    /// <param name="x">[N, D], columns centred.</param>
    public static RidgeBasis Of(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (projections, variances) = x.shape[0] > x.shape[1] ? FromColumns(x) : FromRows(x);
        return new(projections.MoveToOuterDisposeScope(), variances.MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        Projections.Dispose();
        Variances.Dispose();
    }

    // XᵀX / N = V·diag(s)·Vᵀ,   U = X·V
    private static (Tensor Projections, Tensor Variances) FromColumns(Tensor x)
    {
        var (n, d) = (x.shape[0], x.shape[1]);
        var gram = zeros([d, d], ScalarType.Float64);
        for (var first = 0L; first < n; first += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            var rows = x.narrow(0, first, Math.Min(ChunkRows, n - first));
            gram.add_(rows.t().mm(rows).to(ScalarType.Float64));
        }

        var (variances, axes) = linalg.eigh(gram.div_(n));
        var kept = KeptAxes(variances);
        return (x.mm(axes.index_select(1, kept).to(ScalarType.Float32)), variances.index_select(0, kept).to(ScalarType.Float32));
    }

    // X·Xᵀ / N = W·diag(s)·Wᵀ,   U = W·diag(√(N·s))      for fewer rows than columns
    private static (Tensor Projections, Tensor Variances) FromRows(Tensor x)
    {
        var n = x.shape[0];
        var wide = x.to(ScalarType.Float64);
        var (variances, axes) = linalg.eigh(wide.mm(wide.t()).div_(n));
        var kept = KeptAxes(variances);
        var s = variances.index_select(0, kept);
        return (axes.index_select(1, kept).mul(s.mul(n).sqrt()).to(ScalarType.Float32), s.to(ScalarType.Float32));
    }

    private static Tensor KeptAxes(Tensor variances) => variances.gt(variances.max().clamp_min(1e-30).mul(Negligible)).nonzero().flatten();
}
