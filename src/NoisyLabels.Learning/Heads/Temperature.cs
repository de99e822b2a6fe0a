using static TorchSharp.torch;

namespace NoisyLabels.Learning.Heads;

/// <summary>Finds the factor that turns scores into probabilities of the given labels (Guo et al. 2017).</summary>
internal static class Temperature
{
    private const double Min = 0.02;
    private const double Max = 200;
    private const int Steps = 40;

    /// <summary>The factor t with the least −mean log softmax(t · scores)[given]; 0.02 to 200.</summary>
    /// <param name="scores">[n, K].</param>
    /// <param name="given">[n], int64.</param>
    public static double Fit(Tensor scores, Tensor given)
    {
        // The likelihood is concave in t, so its maximum lies alone in the bracket that golden sections shrink.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Min), Math.Log(Max));
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        var (leftLoss, rightLoss) = (Loss(left), Loss(right));
        for (var step = 0; step < Steps; step++)
        {
            if (leftLoss < rightLoss)
            {
                (high, right, rightLoss) = (right, left, leftLoss);
                left = high - ratio * (high - low);
                leftLoss = Loss(left);
            }
            else
            {
                (low, left, leftLoss) = (left, right, rightLoss);
                right = low + ratio * (high - low);
                rightLoss = Loss(right);
            }
        }

        return Math.Exp((low + high) / 2);

        double Loss(double logFactor) => RowwiseMean.Of(
            scores, given, (some, labels) => nn.functional.cross_entropy(some.mul(Math.Exp(logFactor)), labels));
    }
}
