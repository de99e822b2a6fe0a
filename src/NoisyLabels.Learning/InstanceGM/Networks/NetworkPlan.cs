using NoisyLabels.Learning.InstanceGM.Inputs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>What the networks are built for.</summary>
/// <param name="Classes">K, at least 2.</param>
/// <param name="ClassifierWidth">
/// Channels of the first layer of <see cref="PreActResNet18"/>; an eighth of the hidden layer over features.
/// </param>
/// <param name="Latents">D, numbers in z.</param>
/// <param name="VaeWidth">
/// Channels of the first convolution of the VAE; an eighth of the hidden layer over features.
/// </param>
internal sealed record NetworkPlan(InputShape Shape, int Classes, int ClassifierWidth, int Latents, int VaeWidth)
{
    /// <summary>Convolutions of the classifier in bfloat16.</summary>
    public bool IsMixedPrecision { get; init; }

    public static NetworkPlan Of(TrainingSet data, InstanceGmOptions options) =>
        new(data.Inputs.Shape, data.Classes, options.ClassifierWidth, options.Latents, options.VaeWidth)
        {
            IsMixedPrecision = options.MixedPrecision ?? ComputeDevice.IsGpu,
        };

    public nn.Module<Tensor, Tensor> Classifier(ulong seed)
    {
        nn.Module<Tensor, Tensor> classifier = Shape.IsImage
            ? new PreActResNet18(Shape, Classes, ClassifierWidth, IsMixedPrecision)
            : new FeatureHead(Shape, Classes, 8 * ClassifierWidth);
        WeightInitialization.Draw(classifier, seed);
        return classifier;
    }

    public Vae Vae(ulong seed)
    {
        var vae = new Vae(Shape, Classes, Latents, VaeWidth);
        WeightInitialization.Draw(vae, seed);
        return vae;
    }
}

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

/// <summary>
/// PyTorch's first weights, from a seed of our own: its constructors draw from one generator for the whole process,
/// which trainings side by side would share.
/// </summary>
internal static class WeightInitialization
{
    // U(−1/√fan-in, 1/√fan-in) for weights and biases of linear maps and convolutions; normalisations start at 1 and 0
    public static void Draw(nn.Module module, ulong seed)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed);
        var bounds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, parameter) in module.named_parameters())
        {
            var dot = name.LastIndexOf('.');
            var (owner, kind) = (name[..dot], name[(dot + 1)..]);
            if (kind == "weight" && parameter.dim() > 1)
            {
                // Weights are [out, in, …], and [in, out, …] of transposed convolutions, where PyTorch takes the second, too.
                bounds[owner] = 1 / Math.Sqrt(parameter.shape[1..].Aggregate(1L, (a, b) => a * b));
                parameter.uniform_(-bounds[owner], bounds[owner], generator);
            }
            else if (kind == "bias" && bounds.TryGetValue(owner, out var bound))
            {
                parameter.uniform_(-bound, bound, generator);
            }
        }
    }
}
