namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">1 to <paramref name="Epochs"/>.</param>
/// <param name="Epochs">All epochs of the run.</param>
/// <param name="IsWarmup">True in the epochs of plain cross-entropy.</param>
/// <param name="LossesA">Of network A.</param>
/// <param name="LossesB">Of network B.</param>
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
