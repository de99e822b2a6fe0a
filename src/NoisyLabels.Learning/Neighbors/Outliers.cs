using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Finds images that resemble no other, by their mean distance to their neighbours.</summary>
public static class Outliers
{
    /// <summary>Default of cleanlab's Datalab for features: 1.7 quartile ranges above the upper quartile.</summary>
    public const double DefaultThreshold = 0.37037;

    /// <summary>
    /// Nearest neighbours whose mean distance counts; the default of Datalab. There are few of them, so that the images of
    /// a small class are not far from all others.
    /// </summary>
    public const int DefaultNeighbors = 10;

    /// <summary>Scores how typical each image is, and flags those beyond what the other distances make
    /// likely.</summary>
    /// <param name="threshold">Above 0 up to 1; higher flags more: 1 flags all above the upper quartile.</param>
    /// <param name="neighbors">Neighbours whose mean distance counts, at least 1; at most those of the graph
    /// do.</param>
    public static OutlierReport Score(
        NeighborGraph graph, double threshold = DefaultThreshold, int neighbors = DefaultNeighbors)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        neighbors = Math.Min(neighbors, graph.K);
        if (graph.K == 0)
        {
            return new(new bool[graph.Rows], [.. Enumerable.Repeat(1.0, graph.Rows)], 0);
        }

        var distances = new double[graph.Rows];
        for (var row = 0; row < graph.Rows; row++)
        {
            for (var i = 0; i < neighbors; i++)
            {
                distances[row] += graph.Distance(row, i) / neighbors;
            }
        }

        // d > Q3 + (1 / threshold - 1) · (Q3 - Q1) is an outlier;   score = exp(-d / median)
        var sorted = distances.Order().ToArray();
        var lower = Quantiles.OfSorted(sorted, 0.25);
        var median = Quantiles.OfSorted(sorted, 0.5);
        var upper = Quantiles.OfSorted(sorted, 0.75);
        var largest = upper + (((1 / threshold) - 1) * (upper - lower));
        return new(
            Array.ConvertAll(distances, distance => distance > largest),
            Array.ConvertAll(distances, distance => distance <= 0 ? 1 : median > 0 ? Math.Exp(-distance / median) : 0),
            largest);
    }
}

/// <summary>Which of N images lie far from all others.</summary>
/// <param name="IsOutlierIssue">[N] true where an image lies far from all others.</param>
/// <param name="OutlierScore">[N] 0 to 1, <b>low means outlier</b>; 0.37 for the median image.</param>
/// <param name="MaxDistance">The mean cosine distance to the neighbours up to which an image is no outlier.</param>
public sealed record OutlierReport(bool[] IsOutlierIssue, double[] OutlierScore, double MaxDistance);
