using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>p(ỹ | x, y): which label is given to an image whose clean label is y.</summary>
internal sealed class NoisyLabelHead : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor, Tensor> trunk;
    private readonly Linear linear;

    public NoisyLabelHead(nn.Module<Tensor, Tensor, Tensor> trunk, int features, int classes)
        : base(nameof(NoisyLabelHead))
    {
        this.trunk = trunk;
        linear = nn.Linear(features, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor y) => // [N, …], [N, K]
        linear.call(trunk.call(x, y)); // [N, K]
}
