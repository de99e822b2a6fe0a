using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Assistance.Opinions;

/// <summary>A head's opinion, which it has of any image.</summary>
/// <param name="Linear">The head; owned.</param>
internal sealed record LinearOpinion(
    string Name, FloatMatrix HeldOut, double UsualFactor, double Before, LinearScores Linear)
    : Opinion(Name, HeldOut, UsualFactor, Before)
{
    public override Tensor Scores(int first, int count) => Linear.Of(first, count);

    public override void Dispose()
    {
        Linear.Dispose();
        base.Dispose();
    }
}
