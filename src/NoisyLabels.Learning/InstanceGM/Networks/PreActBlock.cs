using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

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

        using var seen = Strided(active);
        using var shortened = MixedConvolution.Run(shortcut, seen, _isMixed);
        return Sum(residual, shortened);
    }

    // The pixels that a 1×1 convolution of this stride would look at. oneDNN 3.7 must not pick them itself: for the
    // gradient of its weights it writes past its workspace where channels are last and fewer than a vector has values.
    private Tensor Strided(Tensor x)
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
