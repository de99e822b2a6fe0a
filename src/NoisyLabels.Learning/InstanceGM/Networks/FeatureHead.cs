using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>q(y | x) where x is a vector of frozen features: one hidden layer, as a backbone did the seeing.</summary>
internal sealed class FeatureHead : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear1;
    private readonly BatchNorm1d bn1;
    private readonly Linear linear2;

    public FeatureHead(InputShape shape, int classes, int hidden)
        : base(nameof(FeatureHead))
    {
        linear1 = nn.Linear(shape.Values, hidden, hasBias: false);
        bn1 = nn.BatchNorm1d(hidden);
        linear2 = nn.Linear(hidden, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => // [N, D]
        linear2.call(nn.functional.relu(bn1.call(linear1.call(x)))); // [N, K]
}
