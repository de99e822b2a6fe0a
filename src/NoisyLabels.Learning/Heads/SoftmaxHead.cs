using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using static TorchSharp.torch;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace NoisyLabels.Learning.Heads;

/// <summary>
/// Multinomial logistic regression with an L2 penalty, fitted by L-BFGS: the field's plain head, kept as a baseline.
/// </summary>
internal sealed class SoftmaxHead
{
    private const int MaxIterations = 100;
    private const int Memory = 10;
    private const double GradientTolerance = 1e-4;

    private readonly int _columns;
    private readonly int _classes;
    private readonly float[] _weights;

    private SoftmaxHead(int columns, int classes, float[] weights) => (_columns, _classes, _weights) = (columns, classes, weights);

    /// <summary>
    /// Least of mean −log p[given] + |W|² / (2·C·n), the intercept unpenalised (scikit-learn's parametrisation).
    /// </summary>
    /// <param name="x">[n, D].</param>
    /// <param name="given">[n], int64.</param>
    /// <param name="inverseRegularization">C.</param>
    public static SoftmaxHead Fit(Tensor x, Tensor given, int classes, double inverseRegularization = 1)
    {
        using var target = nn.functional.one_hot(given, classes).to(ScalarType.Float32);
        return Fit(x, target, inverseRegularization);
    }

    /// <inheritdoc cref="Fit(Tensor, Tensor, int, double)"/>
    /// <param name="target">[n, K] probabilities in place of given labels.</param>
    public static SoftmaxHead Fit(Tensor x, Tensor target, double inverseRegularization)
    {
        var (columns, classes) = ((int)x.shape[1], (int)target.shape[1]);
        var penalty = 1 / (inverseRegularization * x.shape[0]);
        var (best, least) = (new double[(columns + 1) * classes], double.PositiveInfinity);
        var objective = ObjectiveFunction.Gradient(point =>
        {
            var (loss, gradient) = LossAndGradient(x, target, point, columns, classes, penalty);
            (best, least) = loss < least ? (point.ToArray(), loss) : (best, least);
            return (loss, gradient);
        });

        try
        {
            new LimitedMemoryBfgsMinimizer(GradientTolerance, 1e-9, 1e-9, Memory, MaxIterations)
                .FindMinimum(objective, CreateVector.Dense<double>(best.Length));
        }
        catch (OptimizationException)
        {
            // The iterations ran out or the line search reached single precision: the best point seen is the solution.
        }

        return new(columns, classes, Array.ConvertAll(best, v => (float)v));
    }

    /// <summary>Class probabilities, [n, K], in the current dispose scope.</summary>
    public Tensor Probabilities(Tensor x)
    {
        var all = tensor(_weights, [_columns + 1, _classes]);
        return nn.functional.softmax(x.mm(all.narrow(0, 0, _columns)).add(all.select(0, _columns)), dim: 1);
    }

    // ∂/∂W = Xᵀ(P − Y) / n + penalty · W
    private static (double Loss, Vector Gradient) LossAndGradient(
        Tensor x, Tensor target, Vector point, int columns, int classes, double penalty)
    {
        using var scope = NewDisposeScope();
        var all = tensor(point.ToArray(), [columns + 1, classes]).to(ScalarType.Float32);
        var weights = all.narrow(0, 0, columns);
        var logP = nn.functional.log_softmax(x.mm(weights).add(all.select(0, columns)), dim: 1);
        var loss = -target.mul(logP).sum().item<float>() / x.shape[0] + penalty / 2 * weights.pow(2).sum().item<float>();
        var error = logP.exp().sub(target).div(x.shape[0]);
        var gradient = cat([x.t().mm(error).add(weights.mul(penalty)), error.sum(dim: 0).unsqueeze(0)], 0).to(ScalarType.Float64);
        return (loss, CreateVector.DenseOfArray(gradient.data<double>().ToArray()));
    }
}
