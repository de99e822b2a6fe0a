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

/// <summary>How labels spread over a graph of neighbours.</summary>
public sealed record LabelSpreadingOptions
{
    /// <value>k, neighbours of each image that its label reaches directly. The default is 15.</value>
    public int Neighbors { get; init; } = 15;

    /// <value>Edges weigh exp(sharpness · cosine). The default is 5.</value>
    public double Sharpness { get; init; } = 5;

    /// <value>α, share that comes from the neighbours at each step, 0 to 1. The default is 0.95.</value>
    public double Reach { get; init; } = 0.95;

    /// <value>Steps. The default is 40, after which 13 % of the first step are left to come.</value>
    public int Steps { get; init; } = 40;

    /// <value>
    /// Folds whose labels are hidden in turn; fewer where the work would be too much, but at least 2. The default is
    /// 10.
    /// </value>
    public int Folds { get; init; } = 10;

    /// <value>Classes kept for each image, the most probable ones. The default is 16.</value>
    public int KeptClasses { get; init; } = 16;

    /// <value>Draws the folds. The default is 0.</value>
    public int Seed { get; init; }
}

/// <summary>Spreads one block of columns after the other, in the same two buffers.</summary>
/// <param name="weights">S.</param>
/// <param name="given">[N] given labels.</param>
/// <param name="hiddenIn">[N] the fold in which each label is hidden.</param>
internal sealed class SpreadingPass(SymmetricWeights weights, int[] given, int[] hiddenIn, LabelSpreadingOptions options)
{
    private readonly Diffusion _diffusion = new(weights, given.Length, options.Reach, options.Steps);

    // F ← α·S·F + (1 − α)·Y,      S = D^-1/2 · W · D^-1/2,   Y without the labels of the hidden fold
    public void Spread(ColumnBlock block, SparseRows result)
    {
        List<DiffusionSource> sources = [];
        for (var row = 0; row < given.Length; row++)
        {
            for (var fold = block.FirstFold; fold <= block.LastFold; fold++)
            {
                if (Feeds(row, fold, block) is { } place)
                {
                    sources.Add(new(row, place, 1));
                }
            }
        }

        Collect(_diffusion.Run(sources), sources, block, result);
    }

    /// <summary>The place in the block that the row's label feeds for a fold; null where none, or where it is
    /// hidden.</summary>
    private int? Feeds(int row, int fold, ColumnBlock block) =>
        fold != hiddenIn[row] && block.PlaceOf(fold, given[row]) is var place && block.Holds(place) ? place : null;

    // Column sums over the labels that fed them: a class with many labels must not win by their number alone.
    private void Collect(float[] spread, List<DiffusionSource> sources, ColumnBlock block, SparseRows result)
    {
        var (labels, sums) = (new int[block.Count], new double[block.Count]);
        sources.ForEach(source => labels[source.Column]++);
        for (var row = 0; row < given.Length; row++)
        {
            var values = spread.AsSpan(row * Diffusion.Width, block.Count);
            for (var place = 0; place < values.Length; place++)
            {
                sums[place] += values[place];
            }
        }

        var scales = labels.Zip(sums, (count, sum) => sum > 0 ? count / sum : 0).ToArray();
        for (var row = 0; row < given.Length; row++)
        {
            var values = spread.AsSpan(row * Diffusion.Width, block.Count);
            var ofFold = block.PlaceOf(hiddenIn[row], 0);
            var end = Math.Min(ofFold + block.Classes, block.Count);
            for (var place = Math.Max(ofFold, 0); place < end; place++)
            {
                result.Offer(row, place - ofFold, (float)(values[place] * scales[place]));
            }
        }
    }
}

/// <summary>
/// Some adjacent columns of all that labels spread in. Column fold · K + class holds what the labels outside the fold
/// say of the class.
/// </summary>
/// <param name="First">Number of the block's first column.</param>
/// <param name="Count">Columns, at least 1.</param>
/// <param name="Classes">K.</param>
internal readonly record struct ColumnBlock(int First, int Count, int Classes)
{
    /// <summary>The fold of the first column.</summary>
    public int FirstFold => First / Classes;

    /// <summary>The fold of the last column.</summary>
    public int LastFold => (First + Count - 1) / Classes;

    /// <summary>Where the column of a fold and a class stands in the block; below 0 or from the count on where it does
    /// not.</summary>
    public int PlaceOf(int fold, int label) => fold * Classes + label - First;

    public bool Holds(int place) => place >= 0 && place < Count;
}
