using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

/// <summary>
/// Labels spread over the symmetric graph of nearest neighbours (Zhou et al. 2004, "Learning with local and global
/// consistency"), with the labels of one fold at a time hidden: what reaches an image never came from its own label.
/// </summary>
public static class LabelSpreading
{
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
        var folds = FoldCount(weights.Edges, classes, options);
        var hiddenIn = StratifiedFolds.Assign(given, classes, folds, options.Seed);
        var result = new SparseRows(given.Length, Math.Min(classes, options.KeptClasses));
        var pass = new SpreadingPass(weights, given, hiddenIn, options);
        var columns = checked(folds * classes);
        for (var first = 0; first < columns; first += Diffusion.Width)
        {
            pass.Spread(new ColumnBlock(first, Math.Min(Diffusion.Width, columns - first), classes), result);
        }

        result.Normalize();
        return result;
    }

    internal static int FoldCount(int edges, int classes, LabelSpreadingOptions options)
    {
        var workOfFold = (double)edges * classes * options.Steps;
        return (int)Math.Clamp(AffordableWork / Math.Max(workOfFold, 1), 2, options.Folds);
    }
}
