namespace NoisyLabels.Learning.Numerics;

/// <summary>A dense matrix of 32-bit floats in C order (row after row), in one array.</summary>
public sealed class FloatMatrix
{
    public FloatMatrix(int rows, int columns)
        : this(rows, columns, new float[checked((long)rows * columns)])
    {
    }

    /// <exception cref="ArgumentException">The length of <paramref name="values"/> is not rows · columns.</exception>
    public FloatMatrix(int rows, int columns, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)rows * columns)
        {
            throw new ArgumentException($"{rows} x {columns} needs {(long)rows * columns} values, not {values.LongLength}.", nameof(values));
        }

        (Rows, Columns, Values) = (rows, columns, values);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>All values; element (r, c) is at r · Columns + c.</summary>
    public float[] Values { get; }

    public float this[int row, int column]
    {
        get => Values[(long)row * Columns + column];
        set => Values[(long)row * Columns + column] = value;
    }

    public Span<float> Row(int row) => Values.AsSpan(checked(row * Columns), Columns);
}
