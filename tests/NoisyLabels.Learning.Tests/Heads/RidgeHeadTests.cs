using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Numerics;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Heads;

public sealed class RidgeHeadTests
{
    /// <summary>More rows than columns, fewer, and as many.</summary>
    private static readonly Gen<(FloatMatrix X, int[] Given, double Penalty)> Problems =
        from rows in Gen.Int[3, 16]
        from columns in Gen.Int[1, 24]
        from values in Gen.Float[-2, 2].Array[rows * columns]
        from given in Gen.Int[0, Classes - 1].Array[rows]
        from penalty in Gen.OneOf(1.0 / 16, 0.5, 1, 8, 100)
        select (Tensors.Centred(new(rows, columns, values)), given, penalty);

    private const int Classes = 3;

    [Fact]
    public void Each_score_is_that_of_a_fit_without_the_row() =>
        Problems.Sample(
            problem =>
            {
                var scores = Scores(problem.X, problem.Given, problem.Penalty);
                for (var left = 0; left < problem.X.Rows; left++)
                {
                    var expected = PredictedWithout(left, problem.X, problem.Given, problem.Penalty);
                    for (var k = 0; k < Classes; k++)
                    {
                        Assert.Equal(expected[k], scores[left, k], 2e-3);
                    }
                }
            },
            iter: 60);

    [Fact]
    public void The_own_label_does_not_touch_the_own_score()
    {
        var random = new Random(5);
        var x = Tensors.Centred(new(40, 6, [.. Enumerable.Range(0, 240).Select(_ => random.NextSingle())]));
        int[] given = [.. Enumerable.Range(0, 40).Select(i => i % Classes)];
        var before = Scores(x, given, 0.5).Row(7).ToArray();
        given[7] = (given[7] + 1) % Classes;

        var after = Scores(x, given, 0.5).Row(7).ToArray();

        Assert.Equal(before, after, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void The_penalty_in_force_is_the_one_set_last()
    {
        using var scope = NewDisposeScope();
        using var basis = RidgeBasis.Fit(Tensors.Of(Tensors.Centred(new(5, 2, [1, 2, 3, 1, 4, 4, 0, 1, 5, 2]))));
        using var head = new RidgeHead(basis, [0, 1, 1, 0, 2], Classes);
        var rows = Tensors.AllRows(5);
        var first = Tensors.Matrix(head.Scores(rows)).Values;

        head.SetPenalty(10);
        var second = Tensors.Matrix(head.Scores(rows)).Values;
        head.SetPenalty(1);

        Assert.Equal(1, head.Penalty);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Tensors.Matrix(head.Scores(rows)).Values);
    }

    [Fact]
    public void With_doubtful_labels_each_score_is_that_of_a_fit_without_the_row_to_targets_moved_towards_their_mean() =>
        Problems.Sample(
            problem =>
            {
                float[] trust = [.. Enumerable.Range(0, problem.X.Rows).Select(i => 0.25f * (1 + i % 4))];
                var scores = Scores(problem.X, problem.Given, problem.Penalty, trust);
                var mean = new double[Classes];
                for (var i = 0; i < trust.Length; i++)
                {
                    mean[problem.Given[i]] += trust[i] / trust.Sum();
                }

                for (var left = 0; left < problem.X.Rows; left++)
                {
                    var expected = PredictedWithout(
                        left,
                        problem.X,
                        problem.Penalty,
                        (row, k) => mean[k] + (trust[row] * ((problem.Given[row] == k ? 1 : 0) - mean[k])));
                    for (var k = 0; k < Classes; k++)
                    {
                        Assert.Equal(expected[k], scores[left, k], 5e-3);
                    }
                }
            },
            iter: 60);

    [Fact]
    public void Labels_that_teach_fully_give_the_same_scores_as_no_word_about_it()
    {
        var x = Tensors.Centred(new(4, 1, [1, 2, 3, 5]));

        Assert.Equal(
            Scores(x, [0, 1, 1, 2], 1).Values,
            Scores(x, [0, 1, 1, 2], 1, [1, 1, 1, 1]).Values,
            (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Under_an_endless_penalty_only_the_shares_of_the_other_labels_are_left()
    {
        var x = Tensors.Centred(new(4, 1, [1, 2, 3, 5]));

        var scores = Scores(x, [0, 0, 1, 0], 1e9);

        Assert.Equal([2f / 3, 1f / 3, 0], scores.Row(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([1f, 0, 0], scores.Row(2).ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    private static FloatMatrix Scores(FloatMatrix x, int[] given, double penalty, float[]? trust = null)
    {
        using var scope = NewDisposeScope();
        using var basis = RidgeBasis.Fit(Tensors.Of(x));
        using var head = new RidgeHead(basis, given, Classes, trust);
        head.SetPenalty(penalty);
        return Tensors.Matrix(head.Scores(Tensors.AllRows(x.Rows)));
    }

    // Least Σ_{j ≠ i} |y_j − b − x_j·w|² + N·λ·|w|², by its normal equations, the intercept b unpenalised
    private static double[] PredictedWithout(int left, FloatMatrix x, int[] given, double penalty) =>
        PredictedWithout(left, x, penalty, (row, k) => given[row] == k ? 1 : 0);

    private static double[] PredictedWithout(int left, FloatMatrix x, double penalty, Func<int, int, double> targetOf)
    {
        int[] rows = [.. Enumerable.Range(0, x.Rows).Where(row => row != left)];
        var design = CreateMatrix.Dense(rows.Length, x.Columns + 1, (r, c) => c == x.Columns ? 1.0 : x[rows[r], c]);
        var target = CreateMatrix.Dense(rows.Length, Classes, (r, k) => targetOf(rows[r], k));
        var ridge = CreateMatrix.Dense(
            x.Columns + 1, x.Columns + 1, (r, c) => r == c && r < x.Columns ? penalty * x.Rows : 0.0);
        var solution = (design.TransposeThisAndMultiply(design) + ridge).Solve(design.TransposeThisAndMultiply(target));
        var own = CreateVector.Dense(x.Columns + 1, c => c == x.Columns ? 1.0 : x[left, c]);
        return (own.ToRowMatrix() * solution).Row(0).ToArray();
    }
}
