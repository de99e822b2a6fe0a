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
