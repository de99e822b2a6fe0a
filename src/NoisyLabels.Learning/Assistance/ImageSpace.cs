using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance;

/// <summary>
/// N images, labelled or not, made ready to learn from: what does not depend on the labels and takes longest is done
/// here once, so that each new label costs a refit alone. Any number of threads may learn from it at once.
/// </summary>
public sealed class ImageSpace : IDisposable
{
    /// <summary>
    /// Number of principal axes that are kept: penalties leave next to nothing of axes with less variance, and learning
    /// from all 2,304 of the default backbone takes five times as long.
    /// </summary>
    private const int MaxAxes = 1024;

    private static readonly LabelSpreadingOptions Spreading = new();

    private ImageSpace(
        FloatMatrix features,
        IReadOnlyList<ColumnRange> finalColumns,
        NeighborGraph graph,
        IReadOnlyList<FeatureView> views)
    {
        (Features, FinalColumns, Graph, Views) = (features, finalColumns, graph, views);
        Weights = SymmetricWeights.Of(graph, Spreading.Neighbors, Spreading.Sharpness);
    }

    /// <summary>[N, D].</summary>
    public FloatMatrix Features { get; }

    /// <summary>The columns of the backbone's last output, one range a size.</summary>
    public IReadOnlyList<ColumnRange> FinalColumns { get; }

    /// <summary>Nearest neighbours among all N images.</summary>
    public NeighborGraph Graph { get; }

    /// <summary>N.</summary>
    public int Images => Features.Rows;

    /// <summary>The final columns, and behind them all columns where the backbone has inner stages.</summary>
    internal IReadOnlyList<FeatureView> Views { get; }

    internal SymmetricWeights Weights { get; }

    /// <summary>Looks for the neighbours of all images and makes their features ready.</summary>
    /// <param name="features">[N, D], N at least 2, as the backbone gives them, one size beside the other.</param>
    /// <param name="sizes">How many sizes stand side by side.</param>
    /// <exception cref="ArgumentException">
    /// A feature is not a finite number, or D is not sizes · the backbone's dimension.
    /// </exception>
    public static ImageSpace Fit(
        FloatMatrix features,
        Backbone backbone,
        int sizes,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(backbone);
        if (features.Columns != sizes * backbone.Dimension)
        {
            throw new ArgumentException(
                $"{sizes} sizes of {backbone.Dimension} features are no {features.Columns} columns.", nameof(features));
        }

        var blocks = FeatureBlocks.Of(backbone, sizes);
        var graph = ExactNeighbors.Find(
            blocks.Final(features), progress: progress, cancellationToken: cancellation);
        return Fit(features, blocks.FinalColumns, graph, cancellation);
    }

    /// <summary>Makes features ready whose neighbours are known.</summary>
    /// <param name="features">[N, D], finite numbers.</param>
    /// <param name="finalColumns">The columns of the backbone's last output, one range a size.</param>
    /// <param name="graph">Nearest neighbours of the N images.</param>
    public static ImageSpace Fit(
        FloatMatrix features,
        IReadOnlyList<ColumnRange> finalColumns,
        NeighborGraph graph,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(finalColumns);
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Rows != features.Rows)
        {
            throw new ArgumentException($"A graph of {graph.Rows} images is none of {features.Rows}.", nameof(graph));
        }

        TorchRuntime.EnsureLoaded();
        List<FeatureView> views = [View("final features", features, finalColumns)];
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (finalColumns.Sum(c => c.Count) < features.Columns)
            {
                views.Add(View("all stages", features, [new(0, features.Columns)]));
            }

            return new(features, finalColumns, graph, views);
        }
        catch
        {
            views.ForEach(view => view.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var view in Views)
        {
            view.Dispose();
        }
    }

    private static FeatureView View(string name, FloatMatrix features, IReadOnlyList<ColumnRange> columns)
    {
        var scaled = ScaledFeatures.Of(features, columns, out var scale);
        return new(name, scale, RidgeBasis.Fit(scaled, keepAxes: true, MaxAxes));
    }
}

/// <summary>Some columns of the features as heads learn from them: scaled, and turned onto their principal axes.</summary>
/// <param name="Name">As the facts call it.</param>
/// <param name="Scale">How raw features get here.</param>
/// <param name="Basis">The basis of all N images, with its axes.</param>
internal sealed record FeatureView(string Name, FeatureScale Scale, RidgeBasis Basis) : IDisposable
{
    public void Dispose() => Basis.Dispose();
}
