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
