namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// The terms of a network's loss, without their weights: means over the steps of an epoch. Not there: NaN.
/// </summary>
/// <param name="Labelled">L_x; in the warm-up, the cross-entropy of the given labels.</param>
/// <param name="Unlabelled">L_u.</param>
/// <param name="ClassBalance">L_reg.</param>
/// <param name="Reconstruction">−log p(x | z, y), mean over values.</param>
/// <param name="NoisyLabel">−log p(ỹ | x, y).</param>
/// <param name="CleanLabelDivergence">KL of q(y | x) against uniform.</param>
/// <param name="LatentDivergence">KL of q(z | x, y) against N(0, I).</param>
/// <param name="Total">The weighted sum that was minimised.</param>
public readonly record struct StepLosses(
    double Labelled,
    double Unlabelled,
    double ClassBalance,
    double Reconstruction,
    double NoisyLabel,
    double CleanLabelDivergence,
    double LatentDivergence,
    double Total)
{
    internal static StepLosses Warmup(double crossEntropy) =>
        new(crossEntropy, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, crossEntropy);

    internal static StepLosses Mean(IReadOnlyList<StepLosses> steps) => new(
        steps.Average(s => s.Labelled),
        steps.Average(s => s.Unlabelled),
        steps.Average(s => s.ClassBalance),
        steps.Average(s => s.Reconstruction),
        steps.Average(s => s.NoisyLabel),
        steps.Average(s => s.CleanLabelDivergence),
        steps.Average(s => s.LatentDivergence),
        steps.Average(s => s.Total));
}
