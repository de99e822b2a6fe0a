using NoisyLabels.Learning.InstanceGM.Inputs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>
/// What <see cref="ImageTrunk"/> is for images, for vectors of features: one hidden layer over x and y.
/// </summary>
internal sealed class VectorTrunk : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential encoder;

    public VectorTrunk(InputShape shape, int classes, int hidden)
        : base(nameof(VectorTrunk))
    {
        encoder = nn.Sequential(nn.Linear(shape.Values + classes, hidden), nn.BatchNorm1d(hidden), nn.LeakyReLU(0.01));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor y) => // [N, D], [N, K]
        encoder.call(cat([x, y], dim: 1)); // [N, hidden]
}

/// <summary>p(x | y, z) for vectors of features that are scaled to 0 … 1.</summary>
internal sealed class VectorDecoder : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential decoder;

    public VectorDecoder(InputShape shape, int classes, int latents, int hidden)
        : base(nameof(VectorDecoder))
    {
        decoder = nn.Sequential(
            nn.Linear(latents + classes, hidden),
            nn.BatchNorm1d(hidden),
            nn.LeakyReLU(0.01),
            nn.Linear(hidden, shape.Values),
            nn.Sigmoid());
        RegisterComponents();
    }

    public override Tensor forward(Tensor z, Tensor y) => // [N, D], [N, K]
        decoder.call(cat([z, y], dim: 1)); // [N, features]
}
