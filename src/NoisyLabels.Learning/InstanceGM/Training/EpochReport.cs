using TorchSharp;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">1 to <paramref name="Epochs"/>.</param>
/// <param name="Epochs">All epochs of the run.</param>
/// <param name="IsWarmup">True in the epochs of plain cross-entropy.</param>
/// <param name="LossesA">Losses of network A.</param>
/// <param name="LossesB">Losses of network B.</param>
/// <param name="LabelledShare">Share of the images that kept their labels, 0 to 1.</param>
/// <param name="Rule">How network A's images were divided.</param>
/// <param name="Elapsed">Time since the training began or went on.</param>
/// <param name="Remaining">Time that the rest will take, at the pace so far.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    bool IsWarmup,
    StepLosses LossesA,
    StepLosses LossesB,
    double LabelledShare,
    DivisionRule Rule,
    TimeSpan Elapsed,
    TimeSpan Remaining);

/// <summary>
/// The terms of a network's loss, without their weights: of a step, or means over the steps of an epoch. A term that the
/// loss does not have is NaN.
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

    internal static StepLosses Of(MixMatchTerms semi, ElboTerms? elbo, double total)
    {
        return new(
            Value(semi.Labelled),
            Value(semi.Unlabelled),
            Value(semi.ClassBalance),
            Value(elbo?.Reconstruction),
            Value(elbo?.NoisyLabel),
            Value(elbo?.CleanLabelDivergence),
            Value(elbo?.LatentDivergence),
            total);

        static double Value(torch.Tensor? term) => term is null ? double.NaN : term.item<float>();
    }

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
