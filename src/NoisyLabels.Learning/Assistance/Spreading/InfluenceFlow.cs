using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Assistance.Spreading;

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
