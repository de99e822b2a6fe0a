namespace NoisyLabels.Learning.Neighbors;

/// <summary>The k nearest neighbours of each of N images by cosine similarity, nearest first.</summary>
public sealed class NeighborGraph
{
    /// <exception cref="ArgumentException">The arrays do not hold N · k values each.</exception>
    public NeighborGraph(int rows, int k, int[] indices, float[] similarities)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(similarities);
        if (indices.LongLength != (long)rows * k || similarities.LongLength != indices.LongLength)
        {
            throw new ArgumentException($"{rows} x {k} neighbours need {(long)rows * k} indices and similarities.");
        }

        (Rows, K, Indices, Similarities) = (rows, k, indices, similarities);
    }

    /// <summary>N, the number of images.</summary>
    public int Rows { get; }

    /// <summary>Neighbours of each image; fewer than asked for where there are not more other images.</summary>
    public int K { get; }

    /// <summary>[N · k] numbers of the neighbours, row after row; an image is never its own neighbour.</summary>
    public int[] Indices { get; }

    /// <summary>[N · k] cosine similarities, -1 to 1; each row descends, equal ones by ascending number.</summary>
    public float[] Similarities { get; }

    /// <summary>[k] numbers of the neighbours of one image, nearest first.</summary>
    public ReadOnlySpan<int> NeighborsOf(int row) => Indices.AsSpan(checked(row * K), K);

    /// <summary>[k] similarities of the neighbours of one image, nearest first.</summary>
    public ReadOnlySpan<float> SimilaritiesOf(int row) => Similarities.AsSpan(checked(row * K), K);

    /// <summary>Cosine distances to the neighbours, 1 - similarity, 0 to 2; 0 for images with equal features.</summary>
    internal double Distance(int row, int place) => 1.0 - Similarities[(row * K) + place];
}
