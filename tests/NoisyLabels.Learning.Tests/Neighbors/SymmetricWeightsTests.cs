using CsCheck;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Neighbors;

public sealed class SymmetricWeightsTests
{
    [Fact]
    public void An_edge_is_there_once_where_either_end_names_the_other()
    {
        // 0 and 1 name each other, 2 names 0, nobody names 3, which names 2.
        var graph = new NeighborGraph(4, 1, [1, 0, 0, 2], [0.8f, 0.8f, 0.4f, 0.1f]);
        var (a, b, c) = (Math.Exp(0.8), Math.Exp(0.4), Math.Exp(0.1));

        var weights = SymmetricWeights.Of(graph, neighbors: 1, sharpness: 1);

        Assert.Equal(6, weights.Edges);
        Assert.Equal([(1, a / Math.Sqrt((a + b) * a)), (2, b / Math.Sqrt((a + b) * (b + c)))], Edges(weights, 0), Close);
        Assert.Equal([(0, b / Math.Sqrt((a + b) * (b + c))), (3, c / Math.Sqrt((b + c) * c))], Edges(weights, 2), Close);
    }

    [Fact]
    public void Weights_are_the_same_from_both_ends() =>
        Gen.Float[-1, 1].Array[60].Sample(values =>
        {
            var weights = SymmetricWeights.Of(Graphs.Of(new FloatMatrix(20, 3, values), 5), 5, 5);
            for (var row = 0; row < 20; row++)
            {
                Assert.All(Edges(weights, row), edge =>
                    Assert.Equal(edge.Weight, Edges(weights, edge.Neighbor).Single(e => e.Neighbor == row).Weight, 1e-6));
            }
        });

    [Fact]
    public void Only_the_nearest_are_taken_where_fewer_are_asked_for()
    {
        var graph = new NeighborGraph(3, 2, [1, 2, 0, 2, 0, 1], [0.9f, 0.1f, 0.9f, 0.2f, 0.1f, 0.05f]);

        Assert.Equal([1], Edges(SymmetricWeights.Of(graph, 1, 1), 0).Select(e => e.Neighbor).Where(n => n != 2));
        Assert.Equal([0], Edges(SymmetricWeights.Of(graph, 1, 1), 2).Select(e => e.Neighbor));
    }

    [Fact]
    public void A_graph_without_edges_has_no_weights()
    {
        var weights = SymmetricWeights.Of(new NeighborGraph(2, 0, [], []), 15, 5);

        Assert.Equal(0, weights.Edges);
        Assert.Empty(Edges(weights, 1));
    }

    private static List<(int Neighbor, double Weight)> Edges(SymmetricWeights weights, int row)
    {
        var edges = new List<(int, double)>();
        foreach (var (neighbor, weight) in weights.Of(row))
        {
            edges.Add((neighbor, weight));
        }

        return edges;
    }

    private static bool Close((int Neighbor, double Weight) a, (int Neighbor, double Weight) b) =>
        a.Neighbor == b.Neighbor && Math.Abs(a.Weight - b.Weight) < 1e-5;
}
