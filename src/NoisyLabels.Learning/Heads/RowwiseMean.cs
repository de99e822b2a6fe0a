using static TorchSharp.torch;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// The mean over many rows of something that needs further matrices of the same size, computed for some rows at a time:
/// large blocks that are taken and freed again and again leave the native heap in pieces several times their size.
/// </summary>
internal static class RowwiseMean
{
    private const long ChunkValues = 1 << 21;

    /// <param name="values">[n, K].</param>
    /// <param name="given">[n], int64.</param>
    /// <param name="mean">The mean over the rows that it gets, a scalar.</param>
    public static double Of(Tensor values, Tensor given, Func<Tensor, Tensor, Tensor> mean)
    {
        var (rows, columns) = (values.shape[0], values.shape[1]);
        var chunkRows = Math.Max(1, ChunkValues / columns);
        var sum = 0.0;
        for (var first = 0L; first < rows; first += chunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(chunkRows, rows - first);
            var share = (double)count / rows;
            sum += share * mean(values.narrow(0, first, count), given.narrow(0, first, count)).item<float>();
        }

        return sum;
    }
}
