using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Heads;

/// <summary>Small tensors from plain arrays, and back.</summary>
internal static class Tensors
{
    public static Tensor Of(FloatMatrix matrix)
    {
        TorchRuntime.EnsureLoaded();
        return tensor(matrix.Values, [matrix.Rows, matrix.Columns]);
    }

    public static Tensor Labels(params int[] given)
    {
        TorchRuntime.EnsureLoaded();
        return tensor(given, ScalarType.Int64);
    }

    /// <summary>The numbers of all rows.</summary>
    public static Tensor AllRows(int count)
    {
        TorchRuntime.EnsureLoaded();
        return arange(count, ScalarType.Int64);
    }

    public static FloatMatrix Matrix(Tensor values) =>
        new((int)values.shape[0], (int)values.shape[1], Array(values));

    public static float[] Array(Tensor values) =>
        values.numel() == 0 ? [] : values.contiguous().data<float>().ToArray();

    /// <summary>The matrix with the mean of each column taken off.</summary>
    public static FloatMatrix Centred(FloatMatrix matrix)
    {
        var centred = new FloatMatrix(matrix.Rows, matrix.Columns);
        for (var column = 0; column < matrix.Columns; column++)
        {
            var mean = Enumerable.Range(0, matrix.Rows).Average(row => (double)matrix[row, column]);
            for (var row = 0; row < matrix.Rows; row++)
            {
                centred[row, column] = (float)(matrix[row, column] - mean);
            }
        }

        return centred;
    }
}
