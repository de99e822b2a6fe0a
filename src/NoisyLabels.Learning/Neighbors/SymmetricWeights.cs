namespace NoisyLabels.Learning.Neighbors;

/// <summary>
/// S = D^-1/2 · W · D^-1/2 of a neighbour graph made symmetric: an edge where either end names the other.
/// </summary>
internal sealed class SymmetricWeights
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    private SymmetricWeights(int[] starts, int[] columns, float[] values) => (_starts, _columns, _values) = (starts, columns, values);

    public int Edges => _columns.Length;

    /// <summary>
    /// W_ij = exp(sharpness · cos(i, j)) for the first <paramref name="neighbors"/> neighbours of i or of j.
    /// </summary>
    public static SymmetricWeights Of(NeighborGraph graph, int neighbors, double sharpness)
    {
        var k = Math.Min(neighbors, graph.K);
        var edges = new List<(int Column, float Value)>[graph.Rows];
        for (var row = 0; row < graph.Rows; row++)
        {
            edges[row] = new List<(int, float)>(2 * k);
        }

        for (var row = 0; row < graph.Rows; row++)
        {
            var near = graph.NeighborsOf(row)[..k];
            var similarities = graph.SimilaritiesOf(row)[..k];
            for (var j = 0; j < k; j++)
            {
                var weight = (float)Math.Exp(sharpness * similarities[j]);
                edges[row].Add((near[j], weight));
                edges[near[j]].Add((row, weight));
            }
        }

        return Normalize(edges);
    }

    public EdgeList Of(int row) => new(this, _starts[row], _starts[row + 1]);

    private static SymmetricWeights Normalize(List<(int Column, float Value)>[] edges)
    {
        var scale = new float[edges.Length];
        var starts = new int[edges.Length + 1];
        for (var row = 0; row < edges.Length; row++)
        {
            edges[row] = [.. edges[row].DistinctBy(e => e.Column).OrderBy(e => e.Column)];
            var degree = edges[row].Sum(e => (double)e.Value);
            scale[row] = degree > 0 ? (float)(1 / Math.Sqrt(degree)) : 0;
            starts[row + 1] = checked(starts[row] + edges[row].Count);
        }

        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var row = 0; row < edges.Length; row++)
        {
            for (var (e, at) = (0, starts[row]); e < edges[row].Count; e++, at++)
            {
                var (column, value) = edges[row][e];
                (columns[at], values[at]) = (column, value * scale[row] * scale[column]);
            }
        }

        return new(starts, columns, values);
    }

    internal readonly struct EdgeList(SymmetricWeights weights, int start, int end)
    {
        public Enumerator GetEnumerator() => new(weights, start, end);
    }

    internal struct Enumerator(SymmetricWeights weights, int start, int end)
    {
        private int _at = start - 1;

        public readonly (int Neighbor, float Weight) Current => (weights._columns[_at], weights._values[_at]);

        public bool MoveNext() => ++_at < end;
    }
}
