namespace NoisyLabels.Learning.Neighbors;

/// <summary>Which of N images are nearly the same as another one.</summary>
/// <param name="IsNearDuplicateIssue">[N] true where another image is nearly the same.</param>
/// <param name="NearDuplicateScore">[N] 0 to 1, <b>low means duplicate</b>: 0 where another image has equal
/// features.</param>
/// <param name="NearDuplicateSet">[N] number of the set of images that are nearly the same, from 0 in the order of
/// their first images; -1 for an image in none.</param>
/// <param name="LargestDistance">The cosine distance up to which two images counted as nearly the same.</param>
public sealed record NearDuplicateReport(
    bool[] IsNearDuplicateIssue, double[] NearDuplicateScore, int[] NearDuplicateSet, double LargestDistance);
