using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>q(z | x, y) = N(μ, σ²): two linear maps of a trunk's values.</summary>
internal sealed class LatentEncoder : nn.Module<Tensor, Tensor, (Tensor Mu, Tensor LogVar)>
{
    private readonly nn.Module<Tensor, Tensor, Tensor> trunk;
    private readonly Linear fc_mu;
    private readonly Linear fc_logvar;

    public LatentEncoder(nn.Module<Tensor, Tensor, Tensor> trunk, int features, int latents)
        : base(nameof(LatentEncoder))
    {
        this.trunk = trunk;
        fc_mu = nn.Linear(features, latents);
        fc_logvar = nn.Linear(features, latents);
        RegisterComponents();
    }

    public override (Tensor Mu, Tensor LogVar) forward(Tensor x, Tensor y) // [N, …], [N, K]
    {
        var h = trunk.call(x, y);
        return (fc_mu.call(h), fc_logvar.call(h)); // [N, D], [N, D]
    }
}
