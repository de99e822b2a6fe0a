using NoisyLabels.Learning.Native;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.Native;

/// <summary>Where a machine hides its caches, these gradients were wrong and the heap was overwritten.</summary>
public sealed class CacheSizesTests
{
    private readonly string _how = TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(8, 8, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 8, 1)]
    public void Gradients_of_convolutions_with_few_channels_are_those_of_double_precision(int from, int to, int stride)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = randn(8, from, 8, 8, generator: generator);
        var weights = randn(to, from, 3, 3, generator: generator);

        var (gradient, exact) = (Gradient(x, weights), Gradient(x.@double(), weights.@double()));

        Assert.InRange((gradient.@double() - exact).abs().max().item<double>(), 0, 1e-3);

        Tensor Gradient(Tensor values, Tensor kernel)
        {
            var input = values.detach().clone().requires_grad_(true);
            nn.functional.conv2d(input, kernel, strides: [stride, stride], padding: [1, 1]).square().sum().backward();
            return input.grad!;
        }
    }

    [Fact]
    public void Caches_that_are_hidden_are_told_of_and_others_are_not() =>
        Assert.Equal(CacheSizes.AreHidden, _how.Contains("hides", StringComparison.Ordinal));
}
