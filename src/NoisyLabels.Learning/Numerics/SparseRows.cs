using System.Numerics.Tensors;

namespace NoisyLabels.Learning.Numerics;

/// <summary>
/// The greatest values of each row of a matrix that is too wide to keep: a few columns with their values.
/// </summary>
public sealed class SparseRows
{
    private readonly int[] _columns;
    private readonly float[] _values;
    private readonly int[] _counts;

    public SparseRows(int rows, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        (Rows, Capacity) = (rows, capacity);
        (_columns, _values, _counts) = (new int[checked(rows * capacity)], new float[rows * capacity], new int[rows]);
    }

    public int Rows { get; }

    /// <summary>Values that a row can keep.</summary>
    public int Capacity { get; }

    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(row * Capacity, _counts[row]);

    public ReadOnlySpan<float> ValuesOf(int row) => _values.AsSpan(row * Capacity, _counts[row]);

    /// <summary>
    /// Keeps the value if it is positive and among the greatest of its row. A column is offered once.
    /// </summary>
    public void Offer(int row, int column, float value)
    {
        if (!(value > 0))
        {
            return;
        }

        var values = _values.AsSpan(row * Capacity, Capacity);
        var columns = _columns.AsSpan(row * Capacity, Capacity);
        if (_counts[row] < Capacity)
        {
            (columns[_counts[row]], values[_counts[row]]) = (column, value);
            _counts[row]++;
            return;
        }

        var least = TensorPrimitives.IndexOfMin<float>(values);
        if (value > values[least])
        {
            (columns[least], values[least]) = (column, value);
        }
    }

    /// <summary>Makes the values of each row add up to 1.</summary>
    public void Normalize()
    {
        for (var row = 0; row < Rows; row++)
        {
            var values = _values.AsSpan(row * Capacity, _counts[row]);
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value;
            }

            foreach (ref var value in values)
            {
                value = (float)(value / sum);
            }
        }
    }
}
