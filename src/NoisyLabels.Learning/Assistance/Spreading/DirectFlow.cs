using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance.Spreading;

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
