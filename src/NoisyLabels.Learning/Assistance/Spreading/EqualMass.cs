using System.Numerics.Tensors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance.Spreading;

/// <summary>
/// Makes classes comparable: most of what spreads far is the same everywhere, so that a class with a few labels more
/// would win on nearly all images. With equal sums, what remains is how much more of a class is here than elsewhere.
/// </summary>
internal static class EqualMass
{
    /// <summary>The power that makes soft labels of what is left, as the differences are small.</summary>
    private const float Sharpness = 4;

    // f_ik ← N · f_ik / Σ_j f_jk
    public static void Apply(FloatMatrix spread)
    {
        var mass = new double[spread.Columns];
        for (var row = 0; row < spread.Rows; row++)
        {
            var values = spread.Row(row);
            for (var k = 0; k < values.Length; k++)
            {
                mass[k] += values[k];
            }
        }

        var scale = Array.ConvertAll(mass, m => m > 0 ? (float)(spread.Rows / m) : 0);
        Parallel.For(0, spread.Rows, row => TensorPrimitives.Multiply(spread.Row(row), scale, spread.Row(row)));
    }

    // y_ik = f_ik⁴ / Σ_l f_il⁴     equal for all classes where nothing came
    public static void Sharpen(FloatMatrix spread) => Parallel.For(0, spread.Rows, row =>
    {
        var values = spread.Row(row);
        var largest = TensorPrimitives.Max<float>(values);
        if (largest <= 0)
        {
            values.Fill(1f / values.Length);
            return;
        }

        TensorPrimitives.Divide(values, largest, values);
        TensorPrimitives.Pow(values, Sharpness, values);
        TensorPrimitives.Divide(values, TensorPrimitives.Sum<float>(values), values);
    });
}
