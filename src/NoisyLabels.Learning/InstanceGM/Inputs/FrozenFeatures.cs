using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>
/// Features of a backbone, each column scaled to 0 … 1 between its 1st and 99th percentile. A view is the vector with
/// some values put at the middle of their column, as there is no image left to crop.
/// </summary>
internal sealed class FrozenFeatures : TrainingInputs
{
    /// <summary>Share of the values that a view does not show.</summary>
    private const double Hidden = 0.1;

    private readonly FloatMatrix _scaled;
    private readonly float[] _middle;

    private FrozenFeatures(FloatMatrix scaled, float[] middle) => (_scaled, _middle) = (scaled, middle);

    public override int Count => _scaled.Rows;

    public override InputShape Shape => InputShape.Vector(_scaled.Columns);

    public override long Bytes => _scaled.Values.LongLength * sizeof(float);

    /// <param name="features">[N, all columns], finite; not changed.</param>
    /// <param name="columns">Which of them to use; null for all.</param>
    public static FrozenFeatures Of(FloatMatrix features, IReadOnlyList<ColumnRange>? columns = null)
    {
        int[] used = [.. (columns ?? [new(0, features.Columns)]).SelectMany(c => Enumerable.Range(c.Start, c.Count))];
        var scaled = new FloatMatrix(features.Rows, used.Length);
        var middle = new float[used.Length];
        Parallel.For(0, used.Length, c => middle[c] = Scale(features, used[c], scaled, c));
        return new(scaled, middle);
    }

    public override void Write(int index, Span<float> target) => _scaled.Row(index).CopyTo(target);

    public override void WriteView(int index, Dice dice, Span<float> target)
    {
        var row = _scaled.Row(index);
        for (var c = 0; c < row.Length; c++)
        {
            target[c] = dice.Chance(Hidden) ? _middle[c] : row[c];
        }
    }

    public override byte[] Hash() => SHA256.HashData(MemoryMarshal.AsBytes(_scaled.Values.AsSpan()));

    // (v − q₁) / (q₉₉ − q₁), between 0 and 1; returns the median's place
    private static float Scale(FloatMatrix features, int from, FloatMatrix scaled, int to)
    {
        var column = new float[features.Rows];
        for (var r = 0; r < column.Length; r++)
        {
            column[r] = features[r, from];
        }

        Array.Sort(column);
        var (low, high) = (column[column.Length / 100], column[column.Length - 1 - column.Length / 100]);
        var span = high > low ? high - low : 1;
        for (var r = 0; r < column.Length; r++)
        {
            scaled[r, to] = Math.Clamp((features[r, from] - low) / span, 0, 1);
        }

        return Math.Clamp((column[column.Length / 2] - low) / span, 0, 1);
    }
}
