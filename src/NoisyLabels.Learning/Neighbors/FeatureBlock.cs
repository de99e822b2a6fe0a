using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using NoisyLabels.Learning.Numerics;
using TorchSharp;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Some consecutive rows of the features at unit length, in memory that libtorch multiplies.</summary>
internal sealed class FeatureBlock(int maxRows, int dimension) : IDisposable
{
    private readonly torch.Tensor _values = torch.empty(maxRows, dimension);

    public int First { get; private set; }

    public int Rows { get; private set; }

    /// <summary>A view of the rows that are loaded, [rows, D]; the caller disposes it.</summary>
    public torch.Tensor View() => _values.narrow(0, 0, Rows);

    /// <summary>Copies the rows from <paramref name="first"/> on, scaled to unit length; a row of zeros
    /// stays.</summary>
    public void Load(FloatMatrix features, double[] squaredNorms, int first)
    {
        (First, Rows) = (first, Math.Min(maxRows, features.Rows - first));
        var target = MemoryMarshal.Cast<byte, float>(_values.bytes);
        for (var row = 0; row < Rows; row++)
        {
            var scale = squaredNorms[first + row] > 0 ? 1 / Math.Sqrt(squaredNorms[first + row]) : 0;
            TensorPrimitives.Multiply(
                features.Row(first + row), (float)scale, target.Slice(row * dimension, dimension));
        }
    }

    public void Dispose() => _values.Dispose();
}
