using NoisyLabels.Learning.InstanceGM.Training;

namespace NoisyLabels.Benchmarks.Experiments;

/// <summary>What came of one training.</summary>
/// <param name="TestAccuracy">Of the last epoch on images with right labels, 0 to 1.</param>
/// <param name="Detected">Wrong labels found among the training images.</param>
/// <param name="CpuSeconds">Time of the processor for the training alone.</param>
/// <param name="RepeatedDifference">Most that a probability differs when the same images are looked at again.</param>
/// <param name="Last">The report of the last epoch.</param>
/// <param name="Epochs">What was seen after each epoch; none where nobody watched.</param>
internal sealed record TrialResult(
    double TestAccuracy,
    Detected Detected,
    double CpuSeconds,
    double RepeatedDifference,
    EpochReport Last,
    IReadOnlyList<WatchedEpoch> Epochs);
