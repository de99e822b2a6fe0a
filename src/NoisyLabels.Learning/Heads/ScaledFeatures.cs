using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// Brings features to a common scale, so that one penalty fits all columns and no image outweighs another.
/// </summary>
internal static class ScaledFeatures
{
    /// <summary>Rows that are copied at once.</summary>
    private const int ChunkRows = 256;

    /// <summary>
    /// Columns standardised, rows brought to the length √D, columns centred once more.
    /// </summary>
    /// <param name="features">[N, all columns].</param>
    /// <param name="columns">Which columns to take; D is the sum of their counts.</param>
    /// <returns>[N, D]; the caller disposes it.</returns>
    public static Tensor Of(FloatMatrix features, IReadOnlyList<ColumnRange> columns) => Of(features, columns, out _);

    /// <inheritdoc cref="Of(FloatMatrix, IReadOnlyList{ColumnRange})"/>
    /// <param name="scale">What was done, to be done to other images as well.</param>
    public static Tensor Of(FloatMatrix features, IReadOnlyList<ColumnRange> columns, out FeatureScale scale)
    {
        var x = Copy(features, columns);
        using var scope = NewDisposeScope();

        // x ← (x − mean) / σ      a column that never changes becomes 0
        var mean = x.mean([0]);
        x.sub_(mean);
        var deviation = x.std(0, unbiased: false).add(1e-6f);
        x.div_(deviation);

        // x ← x · √D / |x|        a row of zeros stays one
        var length = linalg.vector_norm(x, 2, dims: [1], keepdim: true);
        x.mul_(length.add(FeatureScale.MinLength).reciprocal().mul((float)Math.Sqrt(x.shape[1])));
        var centre = x.mean([0]);
        x.sub_(centre);
        scale = new(columns, Values(mean), Values(deviation), Values(centre));
        return x;
    }

    private static float[] Values(Tensor vector) => vector.data<float>().ToArray();

    private static Tensor Copy(FloatMatrix features, IReadOnlyList<ColumnRange> columns)
    {
        var width = columns.Sum(c => c.Count);
        var x = empty([features.Rows, width]);
        var chunk = new float[ChunkRows * width];
        for (var first = 0; first < features.Rows; first += ChunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(ChunkRows, features.Rows - first);
            for (var row = 0; row < count; row++)
            {
                var source = features.Row(first + row);
                var target = chunk.AsSpan(row * width, width);
                foreach (var (start, length) in columns)
                {
                    source.Slice(start, length).CopyTo(target);
                    target = target[length..];
                }
            }

            x.narrow(0, first, count).copy_(tensor(chunk, [ChunkRows, width]).narrow(0, 0, count));
        }

        return x;
    }
}

/// <summary>What <see cref="ScaledFeatures"/> did to the columns of some images, to be done to further images.</summary>
/// <param name="Columns">Which columns of a row of features; D is the sum of their counts.</param>
/// <param name="Mean">[D] mean of each column.</param>
/// <param name="Deviation">[D] standard deviation of each column, above 0.</param>
/// <param name="Centre">[D] mean of each column after the rows were brought to one length.</param>
internal sealed record FeatureScale(
    IReadOnlyList<ColumnRange> Columns, float[] Mean, float[] Deviation, float[] Centre)
{
    /// <summary>Keeps a row of zeros from being divided by zero.</summary>
    public const float MinLength = 1e-12f;

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
        var length = TensorPrimitives.Norm<float>(scaled) + MinLength;
        TensorPrimitives.Multiply(scaled, MathF.Sqrt(Dimension) / length, scaled);
        TensorPrimitives.Subtract(scaled, Centre, scaled);
    }
}

/// <summary>Adjacent columns of a feature matrix: one output of the backbone at one image size.</summary>
/// <param name="Start">First column.</param>
/// <param name="Count">Columns, at least 1.</param>
public readonly record struct ColumnRange(int Start, int Count)
{
    /// <summary>The column behind the last one.</summary>
    public int End => Start + Count;
}
