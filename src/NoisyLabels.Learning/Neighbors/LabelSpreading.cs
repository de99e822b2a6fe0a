using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>
/// Labels spread over the symmetric graph of nearest neighbours (Zhou et al. 2004, "Learning with local and global
/// consistency"), with the labels of one fold at a time hidden: what reaches an image never came from its own label.
/// </summary>
public static class LabelSpreading
{
    /// <summary>Columns (folds x classes) that spread together: a row of them fits into two registers of 16 floats.</summary>
    private const int BlockColumns = 32;

    /// <summary>Work above which fewer folds are hidden: edges x columns x steps.</summary>
    private const double AffordableWork = 4e11;

    /// <summary>Spreads the given labels.</summary>
    /// <param name="graph">Nearest neighbours of N images.</param>
    /// <param name="given">[N] given labels, 0 to K - 1.</param>
    /// <param name="classes">K.</param>
    /// <returns>The largest values of each row; the values of a row add up to 1 where anything reached it.</returns>
    public static SparseRows Spread(NeighborGraph graph, int[] given, int classes, LabelSpreadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(given);
        options ??= new();
        var weights = SymmetricWeights.Of(graph, options.Neighbors, options.Sharpness);
        var folds = FoldCount(weights, classes, options);
        var hiddenIn = StratifiedFolds.Assign(given, classes, folds, options.Seed);
        var result = new SparseRows(given.Length, Math.Min(classes, options.KeptClasses));
        var columns = folds * classes;
        for (var first = 0; first < columns; first += BlockColumns)
        {
            var block = Enumerable.Range(first, Math.Min(BlockColumns, columns - first))
                .Select(c => (Class: c % classes, Fold: c / classes)).ToArray();
            SpreadBlock(weights, given, hiddenIn, block, options, result);
        }

        result.Normalize();
        return result;
    }

    private static int FoldCount(SymmetricWeights weights, int classes, LabelSpreadingOptions options)
    {
        var workOfFold = (double)weights.Edges * classes * options.Steps;
        return (int)Math.Clamp(AffordableWork / Math.Max(workOfFold, 1), 2, options.Folds);
    }

    // F ← α·S·F + (1 − α)·Y,      S = D^-1/2 · W · D^-1/2,   Y without the labels of the hidden fold
    private static void SpreadBlock(
        SymmetricWeights weights, int[] given, int[] hiddenIn, (int Class, int Fold)[] block, LabelSpreadingOptions options, SparseRows result)
    {
        var n = given.Length;
        var current = new float[n * BlockColumns];
        var next = new float[n * BlockColumns];
        for (var step = 0; step < options.Steps; step++)
        {
            Parallel.For(0, n, row =>
            {
                var target = next.AsSpan(row * BlockColumns, BlockColumns);
                target.Clear();
                foreach (var (neighbor, weight) in weights.Of(row))
                {
                    TensorPrimitives.MultiplyAdd(
                        current.AsSpan(neighbor * BlockColumns, BlockColumns), (float)options.Reach * weight, target, target);
                }

                for (var c = 0; c < block.Length; c++)
                {
                    target[c] += block[c].Class == given[row] && block[c].Fold != hiddenIn[row] ? (float)(1 - options.Reach) : 0;
                }
            });
            (current, next) = (next, current);
        }

        Collect(current, given, hiddenIn, block, result);
    }

    // Column sums over the labels that fed them: a class with many labels must not win by their number alone.
    private static void Collect(float[] spread, int[] given, int[] hiddenIn, (int Class, int Fold)[] block, SparseRows result)
    {
        var scale = new double[block.Length];
        for (var c = 0; c < block.Length; c++)
        {
            var (labels, sum) = (0, 0.0);
            for (var row = 0; row < given.Length; row++)
            {
                labels += given[row] == block[c].Class && hiddenIn[row] != block[c].Fold ? 1 : 0;
                sum += spread[row * BlockColumns + c];
            }

            scale[c] = sum > 0 ? labels / sum : 0;
        }

        for (var row = 0; row < given.Length; row++)
        {
            for (var c = 0; c < block.Length; c++)
            {
                if (block[c].Fold == hiddenIn[row])
                {
                    result.Offer(row, block[c].Class, (float)(spread[row * BlockColumns + c] * scale[c]));
                }
            }
        }
    }
}
