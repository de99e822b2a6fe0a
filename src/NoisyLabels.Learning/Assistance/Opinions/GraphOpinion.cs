using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>What reaches an image over the graph of neighbours: known for the images of the graph alone.</summary>
/// <param name="Spread">[N, K] with equal masses.</param>
internal sealed record GraphOpinion(
    string Name, FloatMatrix HeldOut, double UsualFactor, double Before, FloatMatrix Spread)
    : Opinion(Name, HeldOut, UsualFactor, Before)
{
    /// <summary>What a class counts that nothing spread to.</summary>
    public const float Nothing = 1e-6f;

    public override Tensor Scores(int first, int count) =>
        tensor(Spread.Values.AsMemory(first * Spread.Columns, count * Spread.Columns), [count, Spread.Columns])
            .clamp_min(Nothing).log_();
}
