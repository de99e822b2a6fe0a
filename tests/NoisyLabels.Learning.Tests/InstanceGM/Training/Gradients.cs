using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Training;

/// <summary>Compares the gradient that autograd gives with central differences, in double precision.</summary>
internal static class Gradients
{
    private const double Step = 1e-5;

    public static void ShouldMatchDifferences(double[] at, long[] shape, Func<Tensor, Tensor> scalar, double tolerance = 1e-6)
    {
        using var scope = NewDisposeScope();
        var point = tensor(at, ScalarType.Float64).reshape(shape).detach().requires_grad_();
        scalar(point).backward();
        var gradient = point.grad!.data<double>().ToArray();
        for (var i = 0; i < at.Length; i++)
        {
            var difference = (Value(at, i, Step) - Value(at, i, -Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], tolerance * Math.Max(1, Math.Abs(difference)));
        }

        double Value(double[] values, int index, double change)
        {
            double[] moved = [.. values];
            moved[index] += change;
            return scalar(tensor(moved, ScalarType.Float64).reshape(shape)).item<double>();
        }
    }
}
