using System.Collections.Concurrent;
using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.ConfidentLearning;

/// <summary>
/// Out-of-fold class probabilities of N images over K classes, read as doubles one row at a time. It wraps what is
/// there and copies no matrix, so that 200,000 x 1,000 single-precision values stay the only ones in memory.
/// </summary>
public abstract class PredProbs
{
    /// <summary>Rows that one thread takes at once: large enough to hide the scheduling, small enough to share
    /// out.</summary>
    private const int RowsPerChunk = 2048;

    private protected PredProbs(int rows, int classes) => (Rows, Classes) = (rows, classes);

    /// <summary>N, the number of images.</summary>
    public int Rows { get; }

    /// <summary>K, the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Probability of class <paramref name="column"/> for image <paramref name="row"/>, 0 to 1.</summary>
    public abstract double this[int row, int column] { get; }

    /// <summary>Wraps single-precision probabilities, [N, K].</summary>
    public static PredProbs Of(FloatMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new SinglePrecision(matrix);
    }

    /// <summary>Wraps double-precision probabilities, [N, K] row after row.</summary>
    /// <exception cref="ArgumentException">The length of <paramref name="values"/> is no multiple of
    /// <paramref name="classes"/>.</exception>
    public static PredProbs Of(double[] values, int classes)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (values.Length % classes != 0)
        {
            throw new ArgumentException($"{values.Length} values are no rows of {classes} classes.", nameof(values));
        }

        return new DoublePrecision(values, classes);
    }

    /// <summary>Visits every row once, on all cores. The visitor writes only what belongs to its row, so that the
    /// result does not depend on the number of threads.</summary>
    internal void VisitRows(RowVisitor visit)
    {
        if (Rows == 0)
        {
            return;
        }

        Parallel.ForEach(Partitioner.Create(0, Rows, RowsPerChunk), range =>
        {
            var buffer = new double[Classes];
            for (var row = range.Item1; row < range.Item2; row++)
            {
                visit(row, Read(row, buffer));
            }
        });
    }

    /// <exception cref="ArgumentException">The labels are not one for each row, or not between 0 and K - 1.</exception>
    internal void RequireLabels(int[] given)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (given.Length != Rows)
        {
            throw new ArgumentException($"{given.Length} labels for {Rows} rows of probabilities.", nameof(given));
        }

        var wrong = Array.FindIndex(given, label => (uint)label >= (uint)Classes);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Label {given[wrong]} of row {wrong} is not between 0 and {Classes - 1}.", nameof(given));
        }
    }

    /// <summary>The row as doubles: the values themselves, or the buffer filled with them.</summary>
    private protected abstract ReadOnlySpan<double> Read(int row, double[] buffer);

    private sealed class SinglePrecision(FloatMatrix matrix) : PredProbs(matrix.Rows, matrix.Columns)
    {
        public override double this[int row, int column] => matrix[row, column];

        private protected override ReadOnlySpan<double> Read(int row, double[] buffer)
        {
            TensorPrimitives.ConvertTruncating<float, double>(matrix.Row(row), buffer);
            return buffer;
        }
    }

    private sealed class DoublePrecision(double[] values, int classes) : PredProbs(values.Length / classes, classes)
    {
        public override double this[int row, int column] => values[((long)row * Classes) + column];

        private protected override ReadOnlySpan<double> Read(int row, double[] buffer) =>
            values.AsSpan(checked(row * Classes), Classes);
    }
}

/// <summary>Looks at the probabilities of one row; may be called from several threads at once, once for each
/// row.</summary>
internal delegate void RowVisitor(int row, ReadOnlySpan<double> probabilities);
