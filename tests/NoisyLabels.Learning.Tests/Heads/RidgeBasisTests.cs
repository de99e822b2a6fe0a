using CsCheck;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Heads;

public sealed class RidgeBasisTests
{
    private static readonly Gen<FloatMatrix> Matrices =
        from rows in Gen.Int[2, 20]
        from columns in Gen.Int[1, 20]
        from values in Gen.Float[-3, 3].Array[rows * columns]
        select Tensors.Centred(new(rows, columns, values));

    [Fact]
    public void Variances_are_the_mean_squares_of_the_projections() =>
        Matrices.Sample(matrix =>
        {
            var (projections, variances) = Basis(matrix);
            for (var axis = 0; axis < variances.Length; axis++)
            {
                var square = Enumerable.Range(0, matrix.Rows).Average(row => Math.Pow(projections[row, axis], 2));
                Assert.Equal(variances[axis], square, 1e-3);
            }
        });

    [Fact]
    public void Products_of_rows_are_those_of_the_features() =>
        Matrices.Sample(matrix =>
        {
            var (projections, _) = Basis(matrix);
            for (var other = 0; other < matrix.Rows; other++)
            {
                Assert.Equal(Dot(matrix, 0, other), Dot(projections, 0, other), 2e-3);
            }
        });

    [Fact]
    public void Axes_that_nothing_varies_along_are_left_out()
    {
        // The third column is the sum of the others, and centring takes nothing from their two dimensions.
        var matrix = Tensors.Centred(new(6, 3, [1, 0, 1, 0, 1, 1, 2, 1, 3, 0, 0, 0, 1, 3, 4, 5, 1, 6]));

        Assert.Equal(2, Basis(matrix).Variances.Length);
    }

    [Fact]
    public void More_rows_than_are_multiplied_at_once_give_the_same_variances()
    {
        // 3 x 6,000 rows of a pattern have the variances of the pattern.
        var pattern = Tensors.Centred(new(3, 2, [1, 0, 0, 2, 5, 1]));
        var repeated = new FloatMatrix(18_000, 2, [.. Enumerable.Repeat(pattern.Values, 6_000).SelectMany(v => v)]);

        Assert.Equal(Basis(pattern).Variances, Basis(repeated).Variances, (a, b) => Math.Abs(a - b) < 1e-3 * b);
    }

    [Fact]
    public void Rows_that_are_all_equal_give_a_basis_that_still_works()
    {
        using var basis = RidgeBasis.Fit(Tensors.Of(new(4, 3)));
        using var scope = NewDisposeScope();
        using var head = new RidgeHead(basis, [0, 1, 1, 1], 2);

        Assert.All(Tensors.Matrix(head.Scores(Tensors.AllRows(4))).Values, score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void Features_turned_onto_the_axes_are_the_projections() =>
        Matrices.Sample(matrix =>
        {
            using var scope = NewDisposeScope();
            using var basis = RidgeBasis.Fit(Tensors.Of(matrix), keepAxes: true);
            var turned = Tensors.Matrix(Tensors.Of(matrix).mm(basis.Axes!));
            Assert.Equal(Tensors.Matrix(basis.Projections).Values, turned.Values, (a, b) => Math.Abs(a - b) < 5e-3);
        });

    [Theory]
    [InlineData(20, 4)]
    [InlineData(4, 20)]
    public void Of_too_many_axes_those_with_the_largest_variances_are_kept(int rows, int columns)
    {
        var random = new Random(1);
        var matrix = Tensors.Centred(new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle())]));
        using var few = RidgeBasis.Fit(Tensors.Of(matrix), keepAxes: true, maxAxes: 2);

        Assert.Equal([rows, 2], few.Projections.shape);
        Assert.Equal([columns, 2], few.Axes!.shape);
        Assert.Equal(Basis(matrix).Variances.OrderDescending().Take(2), Tensors.Array(few.Variances).OrderDescending());
    }

    private static (FloatMatrix Projections, float[] Variances) Basis(FloatMatrix matrix)
    {
        using var basis = RidgeBasis.Fit(Tensors.Of(matrix));
        Assert.Equal(matrix.Rows, basis.Rows);
        return (Tensors.Matrix(basis.Projections), Tensors.Array(basis.Variances));
    }

    private static double Dot(FloatMatrix matrix, int row, int other) =>
        matrix.Row(row).ToArray().Zip(matrix.Row(other).ToArray(), (a, b) => (double)a * b).Sum();
}
