using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

internal static class Graphs
{
    /// <summary>The neighbours, found with blocks of the given size, or of the usual one.</summary>
    public static NeighborGraph Of(FloatMatrix features, int k, int? blockRows = null)
    {
        var token = TestContext.Current.CancellationToken;
        return blockRows is null
            ? ExactNeighbors.Find(features, k, progress: null, token)
            : ExactNeighbors.Find(features, k, blockRows.Value, progress: null, token);
    }
}
