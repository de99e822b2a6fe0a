using NoisyLabels.Learning.InstanceGM.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Training;

/// <summary>
/// The two networks that teach each other; owns all modules and optimisers. Made outside all dispose scopes.
/// </summary>
internal sealed class TwinNetworks(
    NetworkPlan plan, InstanceGmOptions options, RandomStreams streams, Device device) : IDisposable
{
    public Twin A { get; } = new(0, plan, options, streams, device);

    public Twin B { get; } = new(1, plan, options, streams, device);

    public IReadOnlyList<Twin> Both => [A, B];

    public Twin PeerOf(Twin twin) => twin == A ? B : A;

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }
}

/// <summary>One of the two networks: its classifier, its VAE, and what trains them.</summary>
internal sealed class Twin : IDisposable
{
    public Twin(int index, NetworkPlan plan, InstanceGmOptions options, RandomStreams streams, Device device)
    {
        Index = index;
        Classifier = plan.Classifier(streams.SeedOf(RandomStreams.Purpose.ClassifierWeights, index));
        Vae = plan.Vae(streams.SeedOf(RandomStreams.Purpose.VaeWeights, index));
        Classifier.to(device);
        Vae.to(device);
        ClassifierOptimizer = optim.SGD(
            Classifier.parameters(), options.LearningRate, options.Momentum, weight_decay: options.WeightDecay);
        VaeOptimizer = optim.Adam(Vae.parameters(), options.VaeLearningRate);
    }

    /// <summary>0 or 1.</summary>
    public int Index { get; }

    /// <summary>A or B, for a person.</summary>
    public string Name => Index == 0 ? "A" : "B";

    /// <summary>q(y | x).</summary>
    public nn.Module<Tensor, Tensor> Classifier { get; }

    public Vae Vae { get; }

    public SGD ClassifierOptimizer { get; }

    public Adam VaeOptimizer { get; }

    public void SetLearningRate(double rate)
    {
        foreach (var group in ClassifierOptimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    /// <summary>False as soon as one weight is NaN or infinite.</summary>
    public bool IsFinite()
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        return Classifier.parameters().Concat(Vae.parameters()).All(p => p.isfinite().all().item<bool>());
    }

    public void Dispose()
    {
        ClassifierOptimizer.Dispose();
        VaeOptimizer.Dispose();
        Classifier.Dispose();
        Vae.Dispose();
    }
}
