using NoisyLabels.Learning.InstanceGM.Inputs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>
/// q(y | x): the pre-activation ResNet-18 in the form of DivideMix, with normalisation and ReLU after the first
/// convolution and none after the last block (Li et al. 2020). Width 64 is the published network of 11.17 M parameters.
/// </summary>
internal sealed class PreActResNet18 : nn.Module<Tensor, Tensor>
{
    private readonly bool _isMixed;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly Linear linear;

    /// <param name="shape">An image, 8 pixels or more a side.</param>
    /// <param name="width">Channels of the first layer; doubled by each of the next three.</param>
    /// <param name="isMixed">Convolutions in bfloat16, for a GPU.</param>
    public PreActResNet18(InputShape shape, int classes, int width, bool isMixed = false)
        : base(nameof(PreActResNet18))
    {
        _isMixed = isMixed;
        conv1 = nn.Conv2d(shape.Channels, width, kernel_size: 3, padding: 1, bias: false);
        bn1 = nn.BatchNorm2d(width);
        layer1 = nn.Sequential(
            new PreActBlock(width, width, 1, isMixed),
            new PreActBlock(width, width, 1, isMixed));
        layer2 = nn.Sequential(
            new PreActBlock(width, 2 * width, 2, isMixed),
            new PreActBlock(2 * width, 2 * width, 1, isMixed));
        layer3 = nn.Sequential(
            new PreActBlock(2 * width, 4 * width, 2, isMixed),
            new PreActBlock(4 * width, 4 * width, 1, isMixed));
        layer4 = nn.Sequential(
            new PreActBlock(4 * width, 8 * width, 2, isMixed),
            new PreActBlock(8 * width, 8 * width, 1, isMixed));
        linear = nn.Linear(8 * width, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // [N, C, H, W]
    {
        using var laid = ChannelsLast.Of(x);
        using var seen = MixedConvolution.Run(conv1, laid, _isMixed); // [N, width, H, W]
        using var active = Activation.Relu(bn1.call(seen));
        using var h1 = layer1.call(active);
        using var h2 = layer2.call(h1); // [N, 2 width, H/2, W/2]
        using var h3 = layer3.call(h2);
        using var h4 = layer4.call(h3); // [N, 8 width, H/8, W/8]
        using var pooled = h4.mean([2, 3]);
        return linear.call(pooled); // [N, K]
    }
}

/// <summary>Two 3×3 convolutions, each after its normalisation and ReLU, beside a shortcut (He et al. 2016b).</summary>
internal sealed class PreActBlock : nn.Module<Tensor, Tensor>
{
    private readonly bool _isMixed;
    private readonly int _stride;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv2;
    private readonly Conv2d? shortcut;

    /// <param name="isMixed">Convolutions in bfloat16.</param>
    public PreActBlock(int channels, int planes, int stride, bool isMixed)
        : base(nameof(PreActBlock))
    {
        (_isMixed, _stride) = (isMixed, stride);
        bn1 = nn.BatchNorm2d(channels);
        conv1 = nn.Conv2d(channels, planes, kernel_size: 3, stride, padding: 1, bias: false);
        bn2 = nn.BatchNorm2d(planes);
        conv2 = nn.Conv2d(planes, planes, kernel_size: 3, padding: 1, bias: false);
        shortcut = stride != 1 || channels != planes
            ? nn.Conv2d(channels, planes, kernel_size: 1, bias: false)
            : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // [N, C, H, W]
    {
        // What the gradients do not need is let go at once: what waits for the end of the step must be taken anew by the
        // next layer.
        using var active = Activation.Relu(bn1.call(x));
        using var first = MixedConvolution.Run(conv1, active, _isMixed); // [N, planes, H/stride, W/stride]
        using var between = Activation.Relu(bn2.call(first));
        var residual = MixedConvolution.Run(conv2, between, _isMixed);
        if (shortcut is null)
        {
            return Sum(residual, x);
        }

        using var seen = TakeStride(active);
        using var shortened = MixedConvolution.Run(shortcut, seen, _isMixed);
        return Sum(residual, shortened);
    }

    // The pixels that a 1×1 convolution of this stride would look at. oneDNN 3.7 must not pick them itself: for the
    // gradient of its weights it writes past its workspace where channels are last and fewer than a vector has values.
    private Tensor TakeStride(Tensor x)
    {
        using var rows = x.slice(2, 0, x.shape[2], _stride);
        return rows.slice(3, 0, x.shape[3], _stride);
    }

    // a + b, written over a, which no gradient needs
    private static Tensor Sum(Tensor a, Tensor b)
    {
        var sum = a.add_(b);
        if (!ReferenceEquals(sum, a))
        {
            a.Dispose();
        }

        return sum;
    }
}

/// <summary>
/// Images with the channels of a pixel side by side. The layout goes through a network by itself; convolutions that see it
/// need not turn their inputs and gradients around, which takes about a fifth of a step on a CPU.
/// </summary>
internal static class ChannelsLast
{
    /// <param name="x">[N, C, H, W] in any layout.</param>
    /// <returns>The same values under the same shape.</returns>
    public static Tensor Of(Tensor x)
    {
        using var turned = x.permute(0, 2, 3, 1); // [N, H, W, C]
        using var laid = turned.contiguous();
        return laid.permute(0, 3, 1, 2);
    }
}

/// <summary>ReLU on a tensor that nobody else needs.</summary>
/// <remarks>
/// A normalisation keeps its input for the gradients and not its output, so that ReLU may write over it: a tensor less to
/// take from the system and to read.
/// </remarks>
internal static class Activation
{
    /// <param name="own">Is written over, and is not to be used any more.</param>
    public static Tensor Relu(Tensor own)
    {
        var active = own.relu_();
        if (!ReferenceEquals(active, own))
        {
            own.Dispose();
        }

        return active;
    }
}

/// <summary>
/// A convolution in bfloat16 with its weights kept in float32 (Micikevicius et al. 2018), as TorchSharp has no autocast.
/// bfloat16 has the range of float32, so that losses need no scaling; normalisations and sums stay in float32.
/// </summary>
internal static class MixedConvolution
{
    /// <returns>float32 in both cases.</returns>
    public static Tensor Run(Conv2d convolution, Tensor x, bool isMixed) // [N, C, H, W] → [N, C', H', W']
    {
        if (!isMixed)
        {
            return convolution.call(x);
        }

        var y = nn.functional.conv2d(
            x.to(ScalarType.BFloat16),
            convolution.weight!.to(ScalarType.BFloat16),
            bias: null,
            [convolution.stride[0], convolution.stride[0]],
            [convolution.padding?[0] ?? 0, convolution.padding?[0] ?? 0]);
        return y.to(ScalarType.Float32);
    }
}
