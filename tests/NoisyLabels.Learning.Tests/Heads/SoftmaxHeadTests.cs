using CsCheck;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Heads;

public sealed class SoftmaxHeadTests
{
    private static readonly Gen<(FloatMatrix X, int[] Given, double C)> Problems =
        from rows in Gen.Int[3, 20]
        from columns in Gen.Int[1, 5]
        from values in Gen.Float[-2, 2].Array[rows * columns]
        from given in Gen.Int[0, 2].Array[rows]
        from c in Gen.OneOf(0.01, 0.1, 1.0)
        select (new FloatMatrix(rows, columns, values), given, c);

    [Fact]
    public void Without_features_the_probabilities_are_the_shares_of_the_labels()
    {
        var p = Probabilities(new FloatMatrix(8, 2), [0, 0, 0, 0, 0, 1, 1, 2], classes: 3);

        Assert.Equal([0.625, 0.25, 0.125], p.Row(0).ToArray().Select(v => (double)v), (a, b) => Math.Abs(a - b) < 2e-3);
    }

    [Fact]
    public void Two_mirrored_images_get_the_solution_of_their_one_equation()
    {
        // By symmetry W = (−w, w) and b = 0; ∂/∂w of log(1 + e^(−2w)) + w² / (2C):   2 / (1 + e^(2w)) = w / C
        foreach (var c in new[] { 0.1, 1, 10 })
        {
            var (low, high) = (0.0, 20.0);
            for (var step = 0; step < 60; step++)
            {
                var middle = (low + high) / 2;
                (low, high) = 2 / (1 + Math.Exp(2 * middle)) > middle / c ? (middle, high) : (low, middle);
            }

            var p = Probabilities(new FloatMatrix(2, 1, [-1, 1]), [0, 1], classes: 2, c);

            Assert.Equal(1 / (1 + Math.Exp(-2 * low)), p[1, 1], 2e-3);
        }
    }

    /// <summary>Where the gradient is zero, W = C·Xᵀ(Y − P), and the intercepts make the mean of P that of Y.</summary>
    [Fact]
    public void The_gradient_is_zero_at_the_solution() =>
        Problems.Sample(
            problem =>
            {
                var (x, given, c) = problem;
                var p = Probabilities(x, given, classes: 3, c);
                var weights = new double[x.Columns, 3];
                var shares = new double[3];
                for (var row = 0; row < x.Rows; row++)
                {
                    for (var k = 0; k < 3; k++)
                    {
                        var error = (given[row] == k ? 1 : 0) - p[row, k];
                        shares[k] += error / x.Rows;
                        for (var column = 0; column < x.Columns; column++)
                        {
                            weights[column, k] += c * x[row, column] * error;
                        }
                    }
                }

                Assert.All(shares, share => Assert.Equal(0, share, 5e-3));
                for (var row = 1; row < x.Rows; row++)
                {
                    for (var k = 1; k < 3; k++)
                    {
                        Assert.Equal(
                            Logit(x, weights, row, k) - Logit(x, weights, 0, k),
                            Math.Log(p[row, k] / p[row, 0]) - Math.Log(p[0, k] / p[0, 0]),
                            0.05);
                    }
                }
            },
            iter: 40);

    [Fact]
    public void Labels_that_the_features_tell_apart_are_learned()
    {
        var p = Probabilities(new FloatMatrix(6, 1, [-3, -2, -2.5f, 2, 3, 2.5f]), [0, 0, 0, 1, 1, 1], classes: 2);

        Assert.All(Enumerable.Range(0, 6), row => Assert.True(p[row, row / 3] > 0.8));
    }

    private static double Logit(FloatMatrix x, double[,] weights, int row, int k) =>
        Enumerable.Range(0, x.Columns).Sum(column => x[row, column] * (weights[column, k] - weights[column, 0]));

    private static FloatMatrix Probabilities(FloatMatrix x, int[] given, int classes, double c = 1)
    {
        using var scope = NewDisposeScope();
        var features = Tensors.Of(x);
        return Tensors.Matrix(SoftmaxHead.Fit(features, Tensors.Labels(given), classes, c).Probabilities(features));
    }
}
