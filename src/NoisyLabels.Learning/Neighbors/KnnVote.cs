using System.ComponentModel.DataAnnotations;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Class probabilities from the given labels of the nearest neighbours, the own label left out.</summary>
public static class KnnVote
{
    /// <summary>Numbers of voters among which <see cref="ChooseNeighbors"/> chooses, about a third apart.</summary>
    private static readonly int[] Choices = [5, 7, 10, 15, 20, 30, 40, 60, 80, 100];

    /// <summary>Lets the neighbours of each image vote with their given labels.</summary>
    /// <param name="graph">Neighbours of N images.</param>
    /// <param name="given">[N] given labels, 0 to K - 1.</param>
    /// <param name="classes">K, the number of classes.</param>
    /// <returns>[N, K] probabilities; each row sums to 1 and has no zero. An image without neighbours gets 1 / K.
    /// </returns>
    /// <exception cref="ArgumentException">The labels do not fit the graph or the classes.</exception>
    public static FloatMatrix PredictProbabilities(NeighborGraph graph, int[] given, int classes, KnnVoteOptions? options = null)
    {
        RequireLabels(graph, given, classes);
        options ??= new();
        var voters = Math.Min(options.Neighbors ?? ChooseNeighbors(graph, given, classes, options), graph.K);
        var probabilities = new FloatMatrix(graph.Rows, classes);
        Parallel.For(0, graph.Rows, row => Vote(graph, given, row, voters, options, probabilities.Row(row)));
        return probabilities;
    }

    /// <summary>
    /// The number of voters under which the given labels, each predicted from the others, are most likely. Wrong labels
    /// lower the likelihood under every number, so that the numbers can be compared without the truth.
    /// </summary>
    /// <inheritdoc cref="PredictProbabilities"/>
    /// <returns>A number from 1 to the graph's; 0 where it has none.</returns>
    public static int ChooseNeighbors(NeighborGraph graph, int[] given, int classes, KnnVoteOptions? options = null)
    {
        RequireLabels(graph, given, classes);
        options ??= new();
        int[] choices = [.. Choices.Where(choice => choice < graph.K), graph.K];
        var likelihoods = new double[choices.Length];
        for (var row = 0; row < graph.Rows; row++)
        {
            AddLogLikelihoods(graph, given, row, classes, options, choices, likelihoods);
        }

        return choices[Array.IndexOf(likelihoods, likelihoods.Max())];
    }

    // p_c = ( k · Σ_{j : y_j = c} w_j / Σ_j w_j  +  a / K ) / ( k + a )        with w_j = exp(β · cos(x_i, x_j))
    private static void Vote(
        NeighborGraph graph, int[] given, int row, int voters, KnnVoteOptions options, Span<float> votes)
    {
        var neighbors = graph.NeighborsOf(row)[..voters];
        var similarities = graph.SimilaritiesOf(row)[..voters];
        var sum = 0.0;
        foreach (var similarity in similarities)
        {
            sum += Math.Exp(options.Sharpness * similarity);
        }

        votes.Fill((float)(options.Smoothing / votes.Length / (voters + options.Smoothing)));
        for (var i = 0; i < voters; i++)
        {
            var weight = Math.Exp(options.Sharpness * similarities[i]) / sum;
            votes[given[neighbors[i]]] += (float)(weight * voters / (voters + options.Smoothing));
        }
    }

    /// <summary>Adds log p of the image's given label for each choice of k, by the formula of the votes.</summary>
    private static void AddLogLikelihoods(
        NeighborGraph graph,
        int[] given,
        int row,
        int classes,
        KnnVoteOptions options,
        int[] choices,
        double[] likelihoods)
    {
        var neighbors = graph.NeighborsOf(row);
        var similarities = graph.SimilaritiesOf(row);
        var (sum, own, i) = (0.0, 0.0, 0);
        for (var choice = 0; choice < choices.Length; choice++)
        {
            var voters = choices[choice];
            for (; i < voters; i++)
            {
                var weight = Math.Exp(options.Sharpness * similarities[i]);
                sum += weight;
                own += given[neighbors[i]] == given[row] ? weight : 0;
            }

            var share = voters > 0 ? voters * own / sum : 0;
            likelihoods[choice] += Math.Log((share + (options.Smoothing / classes)) / (voters + options.Smoothing));
        }
    }

    private static void RequireLabels(NeighborGraph graph, int[] given, int classes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (given.Length != graph.Rows || Array.Exists(given, label => (uint)label >= (uint)classes))
        {
            throw new ArgumentException($"{graph.Rows} labels from 0 to {classes - 1} are needed.", nameof(given));
        }
    }
}

/// <summary>How neighbours vote.</summary>
public sealed record KnnVoteOptions
{
    /// <summary>Nearest neighbours that vote; at most those of the graph vote. Null, the default: the number under
    /// which the given labels are most likely (<see cref="KnnVote.ChooseNeighbors"/>).</summary>
    [Range(1, 1000)]
    public int? Neighbors { get; init; }

    /// <summary>β of the weight exp(β · cosine): 0 lets all neighbours count alike, more favours the nearest. 5.
    /// </summary>
    [Range(0.0, 100.0)]
    public double Sharpness { get; init; } = 5;

    /// <summary>Votes that are spread evenly over all classes, so that none ends at probability 0; counted in
    /// neighbours. 1.</summary>
    [Range(1e-6, 1000.0)]
    public double Smoothing { get; init; } = 1;
}
