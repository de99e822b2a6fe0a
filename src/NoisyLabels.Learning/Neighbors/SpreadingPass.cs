using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>Spreads one block of columns after the other, in the same two buffers.</summary>
/// <param name="weights">S.</param>
/// <param name="given">[N] given labels.</param>
/// <param name="hiddenIn">[N] the fold in which each label is hidden.</param>
internal sealed class SpreadingPass(SymmetricWeights weights, int[] given, int[] hiddenIn, LabelSpreadingOptions options)
{
    /// <summary>Columns of a block: sums of that many floats stay in four registers.</summary>
    public const int Width = 32;

    /// <summary>With fewer rows a step is done before another thread has started.</summary>
    private const int RowsWorthSharing = 2 * RowsOfThread;

    /// <summary>Rows that one thread takes at once.</summary>
    private const int RowsOfThread = 1024;

    private readonly float _reach = (float)options.Reach;
    private readonly float _inflow = (float)(1 - options.Reach);
    private float[] _current = new float[checked(given.Length * Width)];
    private float[] _next = new float[given.Length * Width];

    // F ← α·S·F + (1 − α)·Y,      S = D^-1/2 · W · D^-1/2,   Y without the labels of the hidden fold
    public void Spread(ColumnBlock block, SparseRows result)
    {
        Array.Clear(_current);
        for (var step = 0; step < options.Steps; step++)
        {
            if (given.Length < RowsWorthSharing)
            {
                Advance(0, given.Length, block);
            }
            else
            {
                Parallel.ForEach(
                    Partitioner.Create(0, given.Length, RowsOfThread), rows => Advance(rows.Item1, rows.Item2, block));
            }

            (_current, _next) = (_next, _current);
        }

        Collect(block, result);
    }

    private void Advance(int first, int end, ColumnBlock block)
    {
        for (var row = first; row < end; row++)
        {
            var target = _next.AsSpan(row * Width, Width);
            SumNeighbors(row, target);
            for (var fold = block.FirstFold; fold <= block.LastFold; fold++)
            {
                if (Feeds(row, fold, block) is { } place)
                {
                    target[place] += _inflow;
                }
            }
        }
    }

    // Sums over eight columns each are named, so that they stay in registers.
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

    /// <summary>The place in the block that the row's label feeds for a fold; null where none, or where it is
    /// hidden.</summary>
    private int? Feeds(int row, int fold, ColumnBlock block) =>
        fold != hiddenIn[row] && block.PlaceOf(fold, given[row]) is var place && block.Holds(place) ? place : null;

    // Column sums over the labels that fed them: a class with many labels must not win by their number alone.
    private void Collect(ColumnBlock block, SparseRows result)
    {
        var (labels, sums) = (new int[block.Count], new double[block.Count]);
        for (var row = 0; row < given.Length; row++)
        {
            var values = _current.AsSpan(row * Width, block.Count);
            for (var place = 0; place < values.Length; place++)
            {
                sums[place] += values[place];
            }

            for (var fold = block.FirstFold; fold <= block.LastFold; fold++)
            {
                if (Feeds(row, fold, block) is { } place)
                {
                    labels[place]++;
                }
            }
        }

        var scales = labels.Zip(sums, (count, sum) => sum > 0 ? count / sum : 0).ToArray();
        for (var row = 0; row < given.Length; row++)
        {
            var values = _current.AsSpan(row * Width, block.Count);
            var ofFold = block.PlaceOf(hiddenIn[row], 0);
            var end = Math.Min(ofFold + block.Classes, block.Count);
            for (var place = Math.Max(ofFold, 0); place < end; place++)
            {
                result.Offer(row, place - ofFold, (float)(values[place] * scales[place]));
            }
        }
    }
}
