using NoisyLabels.Learning.InstanceGM.Inputs;
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
