using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Detection;

/// <summary>Where in a row of features the backbone's last output stands, for each size.</summary>
/// <param name="FinalColumns">One range a size.</param>
internal sealed record FeatureBlocks(IReadOnlyList<ColumnRange> FinalColumns)
{
    public static FeatureBlocks Of(Backbone backbone, int sizes)
    {
        var last = backbone.Outputs[^1].Dimension;
        return new([.. Enumerable.Range(0, sizes).Select(s => new ColumnRange((s + 1) * backbone.Dimension - last, last))]);
    }

    /// <summary>The final columns alone, scaled: what neighbours are looked for in.</summary>
    public FloatMatrix Final(FloatMatrix features)
    {
        TorchRuntime.EnsureLoaded();
        using var scaled = ScaledFeatures.Of(features, FinalColumns);
        var copy = new FloatMatrix(features.Rows, FinalColumns.Sum(c => c.Count));
        scaled.data<float>().CopyTo(copy.Values);
        return copy;
    }
}
