using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>Scores that are linear in one view of the features: U · coefficients + offset.</summary>
/// <param name="View">The view; not disposed here.</param>
/// <param name="Coefficients">[R, K] along the axes of the view's basis.</param>
/// <param name="Offset">[K].</param>
internal sealed record LinearScores(FeatureView View, Tensor Coefficients, Tensor Offset) : IDisposable
{
    /// <summary>[count, K] scores of consecutive images, in the current dispose scope.</summary>
    public Tensor Of(int first, int count) =>
        View.Basis.Projections.narrow(0, first, count).mm(Coefficients).add_(Offset);

    /// <summary>[n, K] scores of some images, in the current dispose scope.</summary>
    public Tensor Of(int[] rows)
    {
        using var numbers = tensor(Array.ConvertAll(rows, row => (long)row));
        using var projections = View.Basis.Projections.index_select(0, numbers);
        return projections.mm(Coefficients).add_(Offset);
    }

    public void Dispose()
    {
        Coefficients.Dispose();
        Offset.Dispose();
    }
}
