using NoisyLabels.Learning.InstanceGM.Inputs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>The generative half of the model: q(z | x, y), p(x | y, z) and p(ỹ | x, y).</summary>
internal sealed class Vae : nn.Module
{
    private readonly LatentEncoder z_encoder;
    private readonly nn.Module<Tensor, Tensor, Tensor> x_decoder;
    private readonly NoisyLabelHead t_decoder;

    /// <param name="width">Channels of the first convolution, or an eighth of the hidden layer over vectors.</param>
    public Vae(InputShape shape, int classes, int latents, int width)
        : base(nameof(Vae))
    {
        var features = shape.IsImage ? ImageTrunk.Features(shape, width) : 8 * width;
        z_encoder = new LatentEncoder(Trunk(), features, latents);
        x_decoder = shape.IsImage
            ? new PixelDecoder(shape, classes, latents, width)
            : new VectorDecoder(shape, classes, latents, 8 * width);
        t_decoder = new NoisyLabelHead(Trunk(), features, classes);
        RegisterComponents();

        nn.Module<Tensor, Tensor, Tensor> Trunk() =>
            shape.IsImage ? new ImageTrunk(shape, classes, width) : new VectorTrunk(shape, classes, 8 * width);
    }

    /// <param name="x">[N, …], 0 to 1.</param>
    /// <param name="y">[N, K], a relaxed sample of the clean label.</param>
    /// <param name="noise">[N, D], ε ~ N(0, I).</param>
    /// <param name="headSeesInput">The noisy head gets x, as the graph has it; else x̂, as the published code.</param>
    /// <param name="twiceSquashed">Emulates a second sigmoid on x̂, which then lies in (0.5, 0.731).</param>
    public VaeOutput Run(Tensor x, Tensor y, Tensor noise, bool headSeesInput = false, bool twiceSquashed = false)
    {
        var (mu, logVar) = z_encoder.call(x, y);
        var z = mu + (logVar / 2).exp() * noise; // ε ~ N(0, I)
        var xHat = x_decoder.call(z, y);
        xHat = twiceSquashed ? xHat.sigmoid() : xHat;
        return new(xHat, t_decoder.call(headSeesInput ? x : xHat, y), mu, logVar);
    }
}

/// <summary>What the generative half says of a batch.</summary>
/// <param name="XHat">[N, …] parameters of p(x | y, z), 0 to 1.</param>
/// <param name="NoisyLogits">[N, K] of p(ỹ | x, y).</param>
/// <param name="Mu">[N, D] mean of q(z | x, y).</param>
/// <param name="LogVar">[N, D] logarithm of its variance.</param>
internal readonly record struct VaeOutput(Tensor XHat, Tensor NoisyLogits, Tensor Mu, Tensor LogVar);

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
