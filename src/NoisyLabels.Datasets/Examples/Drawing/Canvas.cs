using System.Numerics;
using NoisyLabels.Imaging;

namespace NoisyLabels.Datasets.Examples.Drawing;

/// <summary>A picture in the making: shapes are laid over each other with smooth edges.</summary>
public sealed class Canvas
{
    private readonly Vector3[] _pixels;

    /// <summary>Black, of the given size in pixels.</summary>
    public Canvas(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height, _pixels) = (width, height, new Vector3[width * height]);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The colour at a pixel: red, green and blue, 0 to 1 (beyond, until the picture is finished).</summary>
    public Vector3 this[int x, int y] => _pixels[(y * Width) + x];

    /// <summary>Replaces every pixel; the function gets its centre in pixels and its colour so far.</summary>
    public void Repaint(Func<Vector2, Vector3, Vector3> colour)
    {
        ArgumentNullException.ThrowIfNull(colour);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                ref var pixel = ref _pixels[(y * Width) + x];
                pixel = colour(new Vector2(x + 0.5f, y + 0.5f), pixel);
            }
        }
    }

    /// <summary>Lays a shape over the picture.</summary>
    /// <param name="shape">In its own units.</param>
    /// <param name="pose">Where it lies.</param>
    /// <param name="paint">Its colour.</param>
    /// <param name="opacity">0 invisible to 1 covering.</param>
    /// <param name="softness">Width of the edge in pixels: 1 is a clean edge, more a shadow's.</param>
    public void Fill(Shape shape, Pose pose, Paint paint, float opacity = 1, float softness = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(paint);
        var (sin, cos) = MathF.SinCos(pose.Angle);
        var centre = pose.ToPixel(shape.Bounds.Centre, sin, cos);
        var reach = (shape.Bounds.Radius * pose.Scale) + softness + 1;
        var (left, right) = Span(centre.X, reach, Width);
        var (top, bottom) = Span(centre.Y, reach, Height);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var local = pose.ToLocal(new Vector2(x + 0.5f, y + 0.5f), sin, cos);
                var distance = shape.Distance(local);
                // The share of the pixel that the shape covers, for an edge that is straight within the pixel.
                var cover = opacity * Math.Clamp(0.5f - (distance * pose.Scale / softness), 0, 1);
                if (cover > 0)
                {
                    ref var pixel = ref _pixels[(y * Width) + x];
                    pixel = Vector3.Lerp(pixel, paint(local, distance), cover);
                }
            }
        }
    }

    /// <summary>
    /// Blurs by a Gaussian of the given standard deviation in pixels; the border is continued outwards.
    /// </summary>
    public void Blur(float sigma)
    {
        if (sigma < 0.1f)
        {
            return;
        }

        var kernel = Gaussian(sigma);
        var rows = new Vector3[_pixels.Length];
        Convolve(_pixels, rows, kernel, Width, Height, step: 1, stride: Width);
        Convolve(rows, _pixels, kernel, Height, Width, step: Width, stride: 1);
    }

    /// <summary>The picture as it is now; colours beyond 0 to 1 are cut off.</summary>
    public RgbImage ToImage()
    {
        var bytes = new byte[_pixels.Length * 3];
        for (var i = 0; i < _pixels.Length; i++)
        {
            var value = (Vector3.Clamp(_pixels[i], Vector3.Zero, Vector3.One) * 255) + new Vector3(0.5f);
            (bytes[i * 3], bytes[(i * 3) + 1], bytes[(i * 3) + 2]) = ((byte)value.X, (byte)value.Y, (byte)value.Z);
        }

        return new RgbImage(Width, Height, bytes);
    }

    private static (int From, int To) Span(float centre, float reach, int size) =>
        ((int)Math.Clamp(MathF.Floor(centre - reach), 0, size),
            (int)Math.Clamp(MathF.Ceiling(centre + reach), 0, size));

    /// <summary>exp(-x² / 2σ²) for x from 0 to 3σ, so that the kernel from -3σ to 3σ sums to 1.</summary>
    private static float[] Gaussian(float sigma)
    {
        var half = Enumerable.Range(0, (int)MathF.Ceiling(3 * sigma) + 1)
            .Select(x => MathF.Exp(-x * x / (2 * sigma * sigma)))
            .ToArray();
        var sum = (2 * half.Sum()) - half[0];
        return [.. half.Select(weight => weight / sum)];
    }

    /// <summary>
    /// Convolves lines of the given length, whose points lie one step apart and their starts one stride.
    /// </summary>
    private static void Convolve(
        Vector3[] source, Vector3[] target, float[] kernel, int length, int lines, int step, int stride)
    {
        for (var line = 0; line < lines; line++)
        {
            var start = line * stride;
            for (var i = 0; i < length; i++)
            {
                var sum = source[start + (i * step)] * kernel[0];
                for (var k = 1; k < kernel.Length; k++)
                {
                    var (before, after) = (Math.Max(i - k, 0), Math.Min(i + k, length - 1));
                    sum += (source[start + (before * step)] + source[start + (after * step)]) * kernel[k];
                }

                target[start + (i * step)] = sum;
            }
        }
    }
}
