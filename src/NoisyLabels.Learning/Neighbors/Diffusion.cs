using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Lets values flow from some rows over the graph, <see cref="Width"/> columns at a time.</summary>
/// <param name="weights">S.</param>
/// <param name="rows">N.</param>
/// <param name="reach">α.</param>
internal sealed class Diffusion(SymmetricWeights weights, int rows, double reach, int steps)
{
    /// <summary>Columns of a block: sums of that many floats stay in four registers.</summary>
    public const int Width = 32;

    /// <summary>With fewer rows a step is done before another thread has started.</summary>
    private const int RowsWorthSharing = 2 * RowsOfThread;

    /// <summary>Rows that one thread takes at once.</summary>
    private const int RowsOfThread = 1024;

    private readonly float _reach = (float)reach;
    private readonly float _inflow = (float)(1 - reach);
    private float[] _current = new float[checked(rows * Width)];
    private float[] _next = new float[rows * Width];

    // F ← α·S·F + (1 − α)·Y
    /// <param name="sources">The values of Y that are not 0, by ascending row; one for a row and a column.</param>
    /// <returns>[N · Width] F, valid until the next call.</returns>
    public float[] Run(IReadOnlyList<DiffusionSource> sources)
    {
        Array.Clear(_current);
        var starts = StartsOf(sources);
        for (var step = 0; step < steps; step++)
        {
            if (rows < RowsWorthSharing)
            {
                Advance(0, rows, sources, starts);
            }
            else
            {
                Parallel.ForEach(
                    Partitioner.Create(0, rows, RowsOfThread),
                    range => Advance(range.Item1, range.Item2, sources, starts));
            }

            (_current, _next) = (_next, _current);
        }

        return _current;
    }

    private int[] StartsOf(IReadOnlyList<DiffusionSource> sources)
    {
        var starts = new int[rows + 1];
        foreach (var source in sources)
        {
            starts[source.Row + 1]++;
        }

        for (var row = 0; row < rows; row++)
        {
            starts[row + 1] += starts[row];
        }

        return starts;
    }

    private void Advance(int first, int end, IReadOnlyList<DiffusionSource> sources, int[] starts)
    {
        for (var row = first; row < end; row++)
        {
            var target = _next.AsSpan(row * Width, Width);
            SumNeighbors(row, target);
            for (var s = starts[row]; s < starts[row + 1]; s++)
            {
                target[sources[s].Column] += _inflow * sources[s].Value;
            }
        }
    }

    // Each sum over eight columns has a variable of its own, so that it stays in a register.
    private void SumNeighbors(int row, Span<float> target)
    {
        var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero);
        foreach (var (neighbor, weight) in weights.Of(row))
        {
            var source = _current.AsSpan(neighbor * Width, Width);
            var factor = Vector256.Create(_reach * weight);
            sum0 += Vector256.Create<float>(source) * factor;
            sum1 += Vector256.Create<float>(source[8..]) * factor;
            sum2 += Vector256.Create<float>(source[16..]) * factor;
            sum3 += Vector256.Create<float>(source[24..]) * factor;
        }

        sum0.CopyTo(target);
        sum1.CopyTo(target[8..]);
        sum2.CopyTo(target[16..]);
        sum3.CopyTo(target[24..]);
    }
}

/// <summary>A value that flows in at each step.</summary>
/// <param name="Row">Where.</param>
/// <param name="Column">0 to <see cref="Diffusion.Width"/> − 1.</param>
/// <param name="Value">How much.</param>
internal readonly record struct DiffusionSource(int Row, int Column, float Value);
