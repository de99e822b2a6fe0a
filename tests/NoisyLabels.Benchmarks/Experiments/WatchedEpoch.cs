namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>What the networks were like after an epoch, 0 to 1 each.</summary>
/// <param name="TestAccuracy">On images with right labels; only to report.</param>
/// <param name="Changed">Share of the predictions for learned images that differ from the epoch before.</param>
/// <param name="HeldOutAgreement">Agreement with the noisy labels of the images that a network did not learn.</param>
internal sealed record WatchedEpoch(double TestAccuracy, double Changed, double HeldOutAgreement);
