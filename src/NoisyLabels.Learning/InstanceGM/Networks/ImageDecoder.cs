using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>p(x | y, z) for images: x̂ in (0, 1), the parameter of a continuous Bernoulli at each value.</summary>
internal sealed class ImageDecoder : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly InputShape _shape;
    private readonly int _width;
    private readonly Linear decoder_input;
    private readonly Sequential decoder;

    public ImageDecoder(InputShape shape, int classes, int latents, int width)
        : base(nameof(ImageDecoder))
    {
        (_shape, _width) = (shape, width);
        decoder_input = nn.Linear(latents + classes, ImageTrunk.Features(shape, width));
        decoder = nn.Sequential(
        [
            .. Double(8 * width, 4 * width),
            .. Double(4 * width, 2 * width),
            .. Double(2 * width, width),
            .. Double(width, width),
            nn.Conv2d(width, shape.Channels, kernel_size: 3, padding: 1),
        ]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor z, Tensor y) // [N, D], [N, K]
    {
        var h = decoder_input.call(cat([z, y], dim: 1));
        h = h.view(-1, 8 * _width, ImageTrunk.Halved(_shape.Height), ImageTrunk.Halved(_shape.Width));
        h = decoder.call(h); // [N, C, ≥ H, ≥ W]: sides are rounded up to a multiple of 16
        return h.narrow(2, 0, _shape.Height).narrow(3, 0, _shape.Width).sigmoid(); // [N, C, H, W]
    }

    private static nn.Module<Tensor, Tensor>[] Double(int channels, int planes) =>
    [
        nn.ConvTranspose2d(channels, planes, kernel_size: 3, stride: 2, padding: 1, output_padding: 1),
        nn.BatchNorm2d(planes),
        nn.LeakyReLU(0.01),
    ];
}
