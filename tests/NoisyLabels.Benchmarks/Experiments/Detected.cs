namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>How well the wrong labels among the training images were found and put right, 0 to 1 each.</summary>
/// <param name="AveragePrecision">Of the ranking by the probability of the given label.</param>
/// <param name="F1">Of the flags.</param>
/// <param name="CorrectionPrecision">Share of the flagged images whose suggestion is the truth.</param>
/// <param name="CorrectionRecall">Share of the wrong labels that are flagged with the truth as suggestion.</param>
/// <param name="Before">Share of right labels as given.</param>
/// <param name="After">Share of right labels once every suggestion is taken.</param>
internal sealed record Detected(
    double AveragePrecision, double F1, double CorrectionPrecision, double CorrectionRecall, double Before, double After);
