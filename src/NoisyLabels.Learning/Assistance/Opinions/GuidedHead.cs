using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>
/// A ridge head on <b>all</b> images, taught by the labels that spread to them: it takes from the graph what the images
/// have in common, and smooths over its errors.
/// </summary>
internal static class GuidedHead
{
    /// <summary>
    /// λ. With a target for each image it hardly matters: from a half to two, results are within half a percent.
    /// </summary>
    private const double Penalty = 1;

    /// <summary>Rows whose products are added up at once.</summary>
    private const int ChunkRows = 8192;

    // C = diag(1 / (N(s + λ))) · Uᵀ(Y − μ),   μ = mean of Y
    /// <param name="targets">[N, K] soft labels.</param>
    public static LinearScores Fit(FeatureView view, FloatMatrix targets)
    {
        using var scope = NewDisposeScope();
        var basis = view.Basis;
        var moments = zeros(basis.Variances.shape[0], targets.Columns);
        var (sums, projected) = (zeros(targets.Columns), zeros(basis.Variances.shape[0]));
        for (var first = 0; first < targets.Rows; first += ChunkRows)
        {
            using var chunk = NewDisposeScope();
            var count = Math.Min(ChunkRows, targets.Rows - first);
            var rows = basis.Projections.narrow(0, first, count);
            var y = tensor(
                targets.Values.AsMemory(first * targets.Columns, count * targets.Columns), [count, targets.Columns]);
            moments.add_(rows.t().mm(y));
            sums.add_(y.sum(0));
            projected.add_(rows.sum(0));
        }

        var mean = sums.div_(targets.Rows);
        var shrinkage = basis.Variances.add(Penalty).mul_(targets.Rows).reciprocal_().unsqueeze(1);
        var coefficients = moments.sub_(projected.outer(mean)).mul_(shrinkage);
        return new(view, coefficients.DetachFromDisposeScope(), mean.DetachFromDisposeScope());
    }
}
