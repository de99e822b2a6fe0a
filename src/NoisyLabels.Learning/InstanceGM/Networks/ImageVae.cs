using NoisyLabels.Learning.InstanceGM.Inputs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>
/// The convolutions that the encoder of z and the noisy head have in common: the label becomes one more channel of the
/// image, and the whole is halved four times (CausalNL's sizes at width 32).
/// </summary>
internal sealed class ImageTrunk : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Halvings = 4;

    private readonly InputShape _shape;
    private readonly Linear embed_label;
    private readonly Conv2d embed_data;
    private readonly Sequential encoder;

    public ImageTrunk(InputShape shape, int classes, int width)
        : base(nameof(ImageTrunk))
    {
        _shape = shape;
        embed_label = nn.Linear(classes, shape.Height * shape.Width);
        embed_data = nn.Conv2d(shape.Channels, shape.Channels, kernel_size: 1);
        encoder = nn.Sequential(
        [
            .. Half(shape.Channels + 1, width),
            .. Half(width, 2 * width),
            .. Half(2 * width, 4 * width),
            .. Half(4 * width, 8 * width),
        ]);
        RegisterComponents();
    }

    /// <summary>Values that come out for each image: 8 · width · ⌈H/16⌉ · ⌈W/16⌉.</summary>
    public static int Features(InputShape shape, int width) => 8 * width * Halve(shape.Height) * Halve(shape.Width);

    /// <summary>What four convolutions of stride 2 leave of a side.</summary>
    public static int Halve(int side) => (side + (1 << Halvings) - 1) >> Halvings;

    public override Tensor forward(Tensor x, Tensor y) // [N, C, H, W], [N, K]
    {
        var label = embed_label.call(y).view(-1, 1, _shape.Height, _shape.Width); // [N, 1, H, W]
        return encoder.call(cat([embed_data.call(x), label], dim: 1)).flatten(1); // [N, 8 width · ⌈H/16⌉ · ⌈W/16⌉]
    }

    private static nn.Module<Tensor, Tensor>[] Half(int channels, int planes) =>
    [
        nn.Conv2d(channels, planes, kernel_size: 3, stride: 2, padding: 1),
        nn.BatchNorm2d(planes),
        nn.LeakyReLU(0.01),
    ];
}

/// <summary>p(x | y, z) for images: x̂ in (0, 1), the parameter of a continuous Bernoulli at each value.</summary>
internal sealed class PixelDecoder : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly InputShape _shape;
    private readonly int _width;
    private readonly Linear decoder_input;
    private readonly Sequential decoder;

    public PixelDecoder(InputShape shape, int classes, int latents, int width)
        : base(nameof(PixelDecoder))
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
        h = h.view(-1, 8 * _width, ImageTrunk.Halve(_shape.Height), ImageTrunk.Halve(_shape.Width));
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
