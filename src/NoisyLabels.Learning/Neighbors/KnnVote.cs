using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Class probabilities from the given labels of the nearest neighbours, the own label left out.</summary>
public static class KnnVote
{
    /// <summary>Lets the neighbours of each image vote with their given labels.</summary>
    /// <param name="graph">Neighbours of N images; <see cref="ExactNeighbors.DefaultK"/> of each serve well.</param>
    /// <param name="given">[N] given labels, 0 to K - 1.</param>
    /// <param name="classes">K, the number of classes.</param>
    /// <returns>[N, K] probabilities; each row sums to 1 and has no zero. An image without neighbours gets 1 /
    /// K.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the graph or the classes.</exception>
    public static FloatMatrix PredProbs(NeighborGraph graph, int[] given, int classes, KnnVoteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (given.Length != graph.Rows || Array.Exists(given, label => (uint)label >= (uint)classes))
        {
            throw new ArgumentException($"{graph.Rows} labels from 0 to {classes - 1} are needed.", nameof(given));
        }

        options ??= new();
        var probabilities = new FloatMatrix(graph.Rows, classes);
        Parallel.For(0, graph.Rows, row => Vote(graph, given, row, options, probabilities.Row(row)));
        return probabilities;
    }

    // p_c = ( k · Σ_{j : y_j = c} w_j / Σ_j w_j  +  a / K ) / ( k + a )        with w_j = exp(β · cos(x_i, x_j))
    private static void Vote(NeighborGraph graph, int[] given, int row, KnnVoteOptions options, Span<float> votes)
    {
        var neighbors = graph.NeighborsOf(row);
        var similarities = graph.SimilaritiesOf(row);
        var sum = 0.0;
        foreach (var similarity in similarities)
        {
            sum += Math.Exp(options.Sharpness * similarity);
        }

        votes.Fill((float)(options.Smoothing / votes.Length / (graph.K + options.Smoothing)));
        for (var i = 0; i < neighbors.Length; i++)
        {
            var weight = Math.Exp(options.Sharpness * similarities[i]) / sum;
            votes[given[neighbors[i]]] += (float)(weight * graph.K / (graph.K + options.Smoothing));
        }
    }
}
