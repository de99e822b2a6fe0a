using NoisyLabels.Learning.Ensembles;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Ensembles;

/// <summary>One source of class scores; what <see cref="EnsembleMember"/> is where all images have a label.</summary>
/// <param name="Name">As the facts call it.</param>
/// <param name="HeldOut">[n, K] scores of the labelled images, each from what did not see its label.</param>
/// <param name="UsualFactor">What its scores are expected to be multiplied by.</param>
/// <param name="Before">Its share of the choice that is made before the labels are asked; 0 to 1.</param>
internal abstract record SemiSupervisedMember(string Name, FloatMatrix HeldOut, double UsualFactor, double Before) : IDisposable
{
    /// <summary>[count, K] scores of consecutive images from all labels, in the current dispose scope.</summary>
    public abstract Tensor Scores(int first, int count);

    public virtual void Dispose()
    {
    }
}

/// <summary>What reaches an image over the graph of neighbours: known for the images of the graph alone.</summary>
/// <param name="Spread">[N, K] with equal masses.</param>
internal sealed record SpreadMember(
    string Name, FloatMatrix HeldOut, double UsualFactor, double Before, FloatMatrix Spread)
    : SemiSupervisedMember(Name, HeldOut, UsualFactor, Before)
{
    /// <summary>The least value of a class: where nothing spread to, the logarithm needs one.</summary>
    public const float Nothing = 1e-6f;

    public override Tensor Scores(int first, int count) =>
        tensor(Spread.Values.AsMemory(first * Spread.Columns, count * Spread.Columns), [count, Spread.Columns])
            .clamp_min(Nothing).log_();
}

/// <summary>A linear head, which scores any image.</summary>
/// <param name="Linear">The head; owned.</param>
internal sealed record LinearMember(
    string Name, FloatMatrix HeldOut, double UsualFactor, double Before, LinearScores Linear)
    : SemiSupervisedMember(Name, HeldOut, UsualFactor, Before)
{
    public override Tensor Scores(int first, int count) => Linear.Predict(first, count);

    public override void Dispose()
    {
        Linear.Dispose();
        base.Dispose();
    }
}

/// <summary>Scores that are linear in one view of the features: U · coefficients + offset.</summary>
/// <param name="View">The view; not disposed here.</param>
/// <param name="Coefficients">[R, K] along the axes of the view's basis.</param>
/// <param name="Offset">[K].</param>
internal sealed record LinearScores(FeatureView View, Tensor Coefficients, Tensor Offset) : IDisposable
{
    /// <summary>[count, K] scores of consecutive images, in the current dispose scope.</summary>
    public Tensor Predict(int first, int count) =>
        View.Basis.Projections.narrow(0, first, count).mm(Coefficients).add_(Offset);

    /// <summary>[n, K] scores of some images, in the current dispose scope.</summary>
    public Tensor Predict(int[] rows)
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
