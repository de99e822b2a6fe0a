using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Neighbors;

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
