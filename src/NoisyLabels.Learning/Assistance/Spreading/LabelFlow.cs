using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance.Spreading;

/// <summary>
/// How labels reach all images over the graph of neighbours; linear in the weights of the labels.
/// </summary>
internal abstract class LabelFlow
{
    /// <summary>Up to so many labels the flow of each is kept, so that any of them can be left out for nothing.</summary>
    private const int MostKept = 512;

    public static LabelSpreadingOptions Options { get; } = new();

    public static LabelFlow Of(ImageSpace space, LabelledRows labelled) => labelled.Count <= MostKept
        ? new InfluenceFlow(space, labelled)
        : new DirectFlow(space, labelled);

    /// <summary>What reaches each image from the labels of each class.</summary>
    /// <param name="weights">[n], 0 for a label that is left out.</param>
    /// <returns>[N, K], at least 0.</returns>
    public abstract FloatMatrix Spread(float[] weights);

    protected static Diffusion DiffusionOver(ImageSpace space) =>
        new(space.Weights, space.Images, Options.Reach, Options.Steps);
}
