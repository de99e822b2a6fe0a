using NoisyLabels.Imaging;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Learning.Features.Encoders;

/// <summary>
/// Turns pixels into a backbone's input: (scaled byte − mean) / std of each colour, in its order and layout.
/// </summary>
internal sealed class PixelTensor
{
    private readonly PixelLayout _layout;

    /// <summary>[3] which byte of an R, G, B pixel is the input's first, second, third colour.</summary>
    private readonly int[] _source;

    /// <summary>[3][256] the value of each byte.</summary>
    private readonly float[][] _values;

    public PixelTensor(BackboneInput input)
    {
        _layout = input.Layout;
        _source = input.Color == ColorOrder.Rgb ? [0, 1, 2] : [2, 1, 0];
        var scale = input.Scale == PixelScale.ZeroToOne ? 1 / 255.0 : 1;
        _values = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 256)
            .Select(v => (float)((v * scale - input.Mean[c]) / input.Std[c]))
            .ToArray())];
    }

    /// <summary>Values of one image.</summary>
    public static int Length(int size) => 3 * size * size;

    /// <param name="target">Takes 3 · width · height values.</param>
    public void Fill(RgbImage image, Span<float> target)
    {
        var pixels = image.Pixels.AsSpan();
        var count = image.Width * image.Height;
        for (var c = 0; c < 3; c++)
        {
            var values = _values[c];
            var (at, step) = _layout == PixelLayout.Nchw ? (c * count, 1) : (c, 3);
            for (var source = _source[c]; source < pixels.Length; source += 3, at += step)
            {
                target[at] = values[pixels[source]];
            }
        }
    }
}
