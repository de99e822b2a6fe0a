using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>One source of class scores.</summary>
/// <param name="Name">As the facts call it.</param>
/// <param name="HeldOut">[n, K] scores of the labelled images, each from what did not see its label.</param>
/// <param name="UsualFactor">What its scores are expected to be multiplied by.</param>
/// <param name="Before">Its share of the choice that is made before the labels are asked; 0 to 1.</param>
internal abstract record Opinion(string Name, FloatMatrix HeldOut, double UsualFactor, double Before) : IDisposable
{
    /// <summary>[count, K] scores of consecutive images from all labels, in the current dispose scope.</summary>
    public abstract Tensor Scores(int first, int count);

    public virtual void Dispose()
    {
    }
}
