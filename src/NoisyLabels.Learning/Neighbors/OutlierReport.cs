namespace NoisyLabels.Learning.Neighbors;

/// <summary>Which of N images lie far from all others.</summary>
/// <param name="IsOutlierIssue">[N] true where an image lies far from all others.</param>
/// <param name="OutlierScore">[N] 0 to 1, <b>low means outlier</b>; 0.37 for the median image.</param>
/// <param name="LargestDistance">The mean cosine distance to the neighbours up to which an image is no outlier.</param>
public sealed record OutlierReport(bool[] IsOutlierIssue, double[] OutlierScore, double LargestDistance);
