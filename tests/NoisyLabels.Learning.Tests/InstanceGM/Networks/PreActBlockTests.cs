using NoisyLabels.Learning.InstanceGM.Networks;
using NoisyLabels.Learning.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.Tests.InstanceGM.Networks;

public sealed class PreActBlockTests
{
    public PreActBlockTests() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(16, 16)]
    [InlineData(9, 13)]
    public void The_shortcut_sees_every_second_pixel_from_the_first(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var block = new PreActBlock(3, 6, stride: 2, isMixed: false);
        using var frozen = no_grad();
        var weights = block.get_parameter("shortcut.weight")!;
        block.get_parameter("conv2.weight")!.zero_(); // nothing but the shortcut is left
        block.eval(); // a fresh normalisation changes nothing then, up to its ε
        var x = rand(2, 3, height, width);

        var expected = nn.functional.conv2d(nn.functional.relu(x), weights, strides: [2, 2]);

        Assert.True(allclose(expected, block.call(x), atol: 1e-4));
    }

    /// <summary>oneDNN overwrote memory beside its own here, see the block.</summary>
    /// <remarks>
    /// The seeds keep every value that enters a ReLU 1e-4 away from zero, where rounding would decide whether a gradient
    /// passes. Gradients are sums of thousands of terms that may cancel, so errors are compared with the largest gradient.
    /// </remarks>
    [Theory]
    [InlineData(4, 8, 9)]
    [InlineData(8, 16, 20)]
    public void Gradients_of_few_channels_by_two_threads_are_those_of_double_precision(int channels, int planes, long seed)
    {
        using var scope = NewDisposeScope();
        set_num_threads(2);
        manual_seed(seed);
        using var block = new PreActBlock(channels, planes, stride: 2, isMixed: false);
        var x = ChannelsLast.Of(rand(21, channels, 16, 16));

        var gradients = Gradients(x);
        block.to(ScalarType.Float64);
        var exact = Gradients(x.to(ScalarType.Float64));

        var largest = exact.Max(Largest);
        Assert.All(gradients.Zip(exact), pair => Assert.InRange(Largest(pair.First - pair.Second) / largest, 0, 1e-4));

        static double Largest(Tensor values) => values.abs().max().item<double>();

        Tensor[] Gradients(Tensor input)
        {
            block.zero_grad();
            block.call(input).square().sum().backward();
            return [.. block.parameters().Select(p => p.grad!.to(ScalarType.Float64, copy: true))];
        }
    }
}
