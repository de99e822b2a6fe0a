using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance.Spreading;

/// <summary>
/// How labels reach all images over the graph of neighbours; linear in the weights of the labels.
/// </summary>
internal abstract class LabelFlow
{
    /// <summary>Up to this many labels the flow of each is kept, so that any of them can be left out at no cost.</summary>
    private const int MaxKept = 512;

    public static LabelSpreadingOptions Options { get; } = new();

    public static LabelFlow Create(ImageSpace space, LabelledRows labelled) => labelled.Count <= MaxKept
        ? new InfluenceFlow(space, labelled)
        : new DirectFlow(space, labelled);

    /// <summary>What reaches each image from the labels of each class.</summary>
    /// <param name="weights">[n], 0 for a label that is left out.</param>
    /// <returns>[N, K], at least 0.</returns>
    public abstract FloatMatrix Spread(float[] weights);

    protected static Diffusion DiffusionOver(ImageSpace space) =>
        new(space.Weights, space.Images, Options.Reach, Options.Steps);
}

/// <summary>Keeps what flows from each label alone: G, [N, n].</summary>
internal sealed class InfluenceFlow : LabelFlow
{
    private readonly LabelledRows _labelled;
    private readonly int _images;
    private readonly List<float[]> _blocks = [];

    public InfluenceFlow(ImageSpace space, LabelledRows labelled)
    {
        (_labelled, _images) = (labelled, space.Images);
        var diffusion = DiffusionOver(space);
        for (var first = 0; first < labelled.Count; first += Diffusion.Width)
        {
            var count = Math.Min(Diffusion.Width, labelled.Count - first);
            var sources = Enumerable.Range(0, count).Select(c => new DiffusionSource(labelled.Rows[first + c], c, 1));
            _blocks.Add([.. diffusion.Run([.. sources])]);
        }

        Mass = new double[labelled.Count];
        for (var i = 0; i < labelled.Count; i++)
        {
            for (var row = 0; row < _images; row++)
            {
                Mass[i] += Of(row, i);
            }
        }
    }

    /// <summary>[n] what reaches all images together from each label.</summary>
    public double[] Mass { get; }

    /// <summary>What reaches labelled image <paramref name="to"/> from label <paramref name="from"/>.</summary>
    public float Between(int to, int from) => Of(_labelled.Rows[to], from);

    public override FloatMatrix Spread(float[] weights)
    {
        var result = new FloatMatrix(_images, _labelled.Classes);
        Parallel.For(0, _images, row =>
        {
            var target = result.Row(row);
            for (var i = 0; i < weights.Length; i++)
            {
                target[_labelled.Given[i]] += weights[i] * Of(row, i);
            }
        });
        return result;
    }

    private float Of(int row, int label) =>
        _blocks[label / Diffusion.Width][row * Diffusion.Width + label % Diffusion.Width];
}

/// <summary>Lets the labels flow anew for each set of weights.</summary>
internal sealed class DirectFlow(ImageSpace space, LabelledRows labelled) : LabelFlow
{
    private readonly Diffusion _diffusion = DiffusionOver(space);

    public override FloatMatrix Spread(float[] weights)
    {
        var result = new FloatMatrix(space.Images, labelled.Classes);
        for (var first = 0; first < labelled.Classes; first += Diffusion.Width)
        {
            var count = Math.Min(Diffusion.Width, labelled.Classes - first);
            var flown = _diffusion.Run(Sources(weights, first, count));
            for (var row = 0; row < space.Images; row++)
            {
                flown.AsSpan(row * Diffusion.Width, count).CopyTo(result.Row(row)[first..]);
            }
        }

        return result;
    }

    private List<DiffusionSource> Sources(float[] weights, int first, int count)
    {
        List<DiffusionSource> sources = [];
        for (var i = 0; i < labelled.Count; i++)
        {
            var column = labelled.Given[i] - first;
            if (column >= 0 && column < count && weights[i] > 0)
            {
                sources.Add(new(labelled.Rows[i], column, weights[i]));
            }
        }

        return sources;
    }
}
