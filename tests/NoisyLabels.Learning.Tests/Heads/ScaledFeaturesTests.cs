using CsCheck;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Native;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Tests.Heads;

public sealed class ScaledFeaturesTests
{
    private static readonly Gen<FloatMatrix> Matrices =
        from rows in Gen.Int[2, 12]
        from columns in Gen.Int[1, 8]
        from values in Gen.Float[-5, 5].Array[rows * columns]
        select new FloatMatrix(rows, columns, values);

    [Fact]
    public void Columns_have_mean_zero() =>
        Matrices.Sample(matrix =>
        {
            var scaled = Scaled(matrix);
            for (var column = 0; column < scaled.Columns; column++)
            {
                Assert.Equal(0, Enumerable.Range(0, scaled.Rows).Average(row => scaled[row, column]), 1e-4);
            }
        });

    [Fact]
    public void Values_are_those_of_the_formula()
    {
        var matrix = new FloatMatrix(4, 3, [1, 20, -1, 2, 10, 0, 4, 40, 0, 9, 10, 5]);

        AssertEqual(Formula(matrix), Scaled(matrix));
    }

    [Fact]
    public void Rows_have_one_length_before_they_are_centred_again()
    {
        var random = new Random(3);
        var matrix = new FloatMatrix(500, 20);
        for (var row = 0; row < matrix.Rows; row++)
        {
            // Short and long rows, each with its mirror image, so that the second centring has nothing to take.
            var scale = row % 4 < 2 ? 1 : 30;
            for (var column = 0; column < matrix.Columns; column++)
            {
                matrix[row, column] = row % 2 == 0 ? scale * (random.NextSingle() - 0.5f) : -matrix[row - 1, column];
            }
        }

        var scaled = Scaled(matrix);

        Assert.All(Enumerable.Range(0, matrix.Rows), row => Assert.Equal(Math.Sqrt(20), Length(scaled, row), 1e-3));
    }

    [Fact]
    public void A_column_that_never_changes_becomes_zero()
    {
        var scaled = Scaled(new(3, 2, [7, 1, 7, 2, 7, 4]));

        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(0, scaled[row, 0], 1e-5f));
        Assert.All(Enumerable.Range(0, 3), row => Assert.True(Math.Abs(scaled[row, 1]) > 0.1f));
    }

    [Fact]
    public void A_row_in_the_middle_of_all_others_stays_finite()
    {
        var scaled = Scaled(new(3, 2, [-1, -2, 0, 0, 1, 2]));

        Assert.Equal([0f, 0f], scaled.Row(1).ToArray());
    }

    [Fact]
    public void One_row_alone_becomes_zero() => Assert.Equal([0f, 0f, 0f], Scaled(new(1, 3, [1, 2, 3])).Values);

    [Fact]
    public void Only_the_columns_asked_for_are_taken()
    {
        var matrix = new FloatMatrix(3, 5, [1, 2, 3, 4, 5, 9, 7, 5, 3, 1, 2, 2, 8, 1, 0]);
        var chosen = new FloatMatrix(3, 3, [2, 4, 5, 7, 3, 1, 2, 1, 0]);

        AssertEqual(Scaled(chosen), Scaled(matrix, new(1, 1), new(3, 2)));
    }

    [Fact]
    public void More_rows_than_are_copied_at_once_are_all_there()
    {
        var matrix = new FloatMatrix(5_000, 2, [.. Enumerable.Range(0, 10_000).Select(i => (float)(i % 977))]);

        AssertEqual(Formula(matrix), Scaled(matrix));
    }

    [Fact]
    public void The_features_themselves_are_left_as_they_are()
    {
        var matrix = new FloatMatrix(2, 2, [1, 2, 3, 4]);

        Scaled(matrix);

        Assert.Equal([1f, 2f, 3f, 4f], matrix.Values);
    }

    [Fact]
    public void Another_image_is_scaled_as_it_would_have_been_among_them() =>
        Matrices.Sample(matrix =>
        {
            TorchRuntime.EnsureLoaded();
            using var scaled = ScaledFeatures.Of(matrix, [new(0, matrix.Columns)], out var scale);
            var one = new float[matrix.Columns];
            for (var row = 0; row < matrix.Rows; row++)
            {
                scale.Apply(matrix.Row(row), one);
                Assert.Equal(Tensors.Matrix(scaled).Row(row).ToArray(), one, (a, b) => Math.Abs(a - b) < 1e-3);
            }
        });

    private static FloatMatrix Scaled(FloatMatrix matrix, params ColumnRange[] columns)
    {
        TorchRuntime.EnsureLoaded();
        using var scaled = ScaledFeatures.Of(matrix, columns is [] ? [new(0, matrix.Columns)] : columns);
        return Tensors.Matrix(scaled);
    }

    private static FloatMatrix Formula(FloatMatrix matrix)
    {
        var x = Tensors.Centred(matrix);
        for (var column = 0; column < x.Columns; column++)
        {
            var deviation = Math.Sqrt(Enumerable.Range(0, x.Rows).Average(row => (double)x[row, column] * x[row, column]));
            for (var row = 0; row < x.Rows; row++)
            {
                x[row, column] = (float)(x[row, column] / deviation);
            }
        }

        for (var row = 0; row < x.Rows; row++)
        {
            var scale = Math.Sqrt(x.Columns) / Length(x, row);
            foreach (ref var value in x.Row(row))
            {
                value = (float)(value * scale);
            }
        }

        return Tensors.Centred(x);
    }

    private static double Length(FloatMatrix matrix, int row) =>
        Math.Sqrt(matrix.Row(row).ToArray().Sum(v => (double)v * v));

    private static void AssertEqual(FloatMatrix expected, FloatMatrix actual)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        Assert.Equal(expected.Values, actual.Values, (a, b) => Math.Abs(a - b) < 1e-3);
    }
}
