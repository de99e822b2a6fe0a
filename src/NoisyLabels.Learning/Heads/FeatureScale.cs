using System.Numerics.Tensors;

namespace NoisyLabels.Learning.Heads;

/// <summary>What <see cref="ScaledFeatures"/> did to the columns of some images, to be done to further images.</summary>
/// <param name="Columns">Which columns of a row of features; D is the sum of their counts.</param>
/// <param name="Mean">[D] mean of each column.</param>
/// <param name="Deviation">[D] standard deviation of each column, above 0.</param>
/// <param name="Centre">[D] mean of each column after the rows were brought to one length.</param>
internal sealed record FeatureScale(
    IReadOnlyList<ColumnRange> Columns, float[] Mean, float[] Deviation, float[] Centre)
{
    /// <summary>Keeps a row of zeros from being divided by zero.</summary>
    public const float LeastLength = 1e-12f;

    /// <summary>D.</summary>
    public int Dimension => Mean.Length;

    /// <param name="features">All features of one image.</param>
    /// <param name="scaled">[D] takes the scaled ones.</param>
    public void Apply(ReadOnlySpan<float> features, Span<float> scaled)
    {
        var at = 0;
        foreach (var (start, count) in Columns)
        {
            features.Slice(start, count).CopyTo(scaled[at..]);
            at += count;
        }

        TensorPrimitives.Subtract(scaled, Mean, scaled);
        TensorPrimitives.Divide(scaled, Deviation, scaled);
        var length = TensorPrimitives.Norm<float>(scaled) + LeastLength;
        TensorPrimitives.Multiply(scaled, MathF.Sqrt(Dimension) / length, scaled);
        TensorPrimitives.Subtract(scaled, Centre, scaled);
    }
}
