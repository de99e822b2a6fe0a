using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Finds images that are nearly the same, by how much closer they are than neighbours usually are.</summary>
public static class NearDuplicates
{
    /// <summary>Part of the median distance to the nearest neighbour up to which two images are nearly the same; the
    /// default of cleanlab's Datalab.</summary>
    public const double DefaultThreshold = 0.13;

    /// <summary>Finds sets of near duplicates: whatever is linked by a chain of near duplicates is one set.</summary>
    /// <param name="threshold">Part of the median distance, above 0.</param>
    public static NearDuplicateReport Find(NeighborGraph graph, double threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        if (graph.K == 0)
        {
            var (scores, noSets) = (Enumerable.Repeat(1.0, graph.Rows), Enumerable.Repeat(-1, graph.Rows));
            return new(new bool[graph.Rows], [.. scores], [.. noSets], MaxDistance: 0);
        }

        var nearest = Enumerable.Range(0, graph.Rows).Select(row => graph.Distance(row, 0)).ToArray();
        var median = Quantiles.OfSorted([.. nearest.Order()], 0.5);
        var largest = threshold * median;
        var sets = Sets(graph, largest);
        return new(
            Array.ConvertAll(sets, set => set >= 0),
            Array.ConvertAll(nearest, distance => Score(distance, median)),
            sets,
            largest);
    }

    // 1 - exp(-d / median): 0 for equal features, .12 at the default threshold, .63 at the median
    private static double Score(double distance, double median) =>
        distance <= 0 ? 0 : median > 0 ? 1 - Math.Exp(-distance / median) : 1;

    private static int[] Sets(NeighborGraph graph, double largest)
    {
        var parents = Enumerable.Range(0, graph.Rows).ToArray();
        for (var row = 0; row < graph.Rows; row++)
        {
            var neighbors = graph.NeighborsOf(row);
            for (var i = 0; i < neighbors.Length && graph.Distance(row, i) <= largest; i++)
            {
                Join(parents, row, neighbors[i]);
            }
        }

        // The root of a set is its first image, so that numbers given by ascending row are in the order of first
        // images.
        var sizes = new int[graph.Rows];
        for (var row = 0; row < graph.Rows; row++)
        {
            sizes[Root(parents, row)]++;
        }

        var (numbers, next) = (new int[graph.Rows], 0);
        for (var row = 0; row < graph.Rows; row++)
        {
            var root = Root(parents, row);
            numbers[row] = sizes[root] == 1 ? -1 : root == row ? next++ : numbers[root];
        }

        return numbers;
    }

    private static void Join(int[] parents, int a, int b)
    {
        var (rootA, rootB) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    private static int Root(int[] parents, int row)
    {
        while (parents[row] != row)
        {
            // Halving the path on the way keeps later searches short.
            row = parents[row] = parents[parents[row]];
        }

        return row;
    }
}

/// <summary>Which of N images are nearly the same as another one.</summary>
/// <param name="IsNearDuplicateIssue">[N] true where another image is nearly the same.</param>
/// <param name="NearDuplicateScore">[N] 0 to 1, <b>low means duplicate</b>: 0 where another image has equal
/// features.</param>
/// <param name="NearDuplicateSet">[N] number of the set of images that are nearly the same, from 0 in the order of
/// their first images; -1 for an image in none.</param>
/// <param name="MaxDistance">The cosine distance up to which two images counted as nearly the same.</param>
public sealed record NearDuplicateReport(
    bool[] IsNearDuplicateIssue, double[] NearDuplicateScore, int[] NearDuplicateSet, double MaxDistance);
