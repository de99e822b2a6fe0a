using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NoisyLabels.Imaging.Transforms;

/// <summary>
/// Resizes R, G, B bytes: along the rows, then along the columns, each with anti-aliasing, in whole numbers, so the
/// result is the same on every machine. Same rule and rounding as Pillow's resize, to the bit.
/// </summary>
public static class Resampler
{
    private const int Half = 1 << (ResamplingWeights.PrecisionBits - 1);

    /// <summary>A copy in the given size; the whole picture is squeezed into it.</summary>
    public static RgbImage Resize(
        RgbImage image, int width, int height, ResamplingKernel kernel = ResamplingKernel.Triangle)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Resize(image.Pixels, image.Width, image.Height, width, height, kernel);
    }

    /// <param name="pixels">Rows of R, G, B bytes; at least sourceWidth · sourceHeight · 3 of them.</param>
    internal static RgbImage Resize(
        ReadOnlySpan<byte> pixels, int sourceWidth, int sourceHeight, int width, int height, ResamplingKernel kernel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        pixels = pixels[..(sourceWidth * sourceHeight * 3)];
        var target = new byte[checked(width * height * 3)];
        if (width == sourceWidth && height == sourceHeight)
        {
            pixels.CopyTo(target);
        }
        else if (height == sourceHeight)
        {
            ResizeRows(pixels, sourceWidth, target, width, new ResamplingWeights(sourceWidth, width, kernel));
        }
        else if (width == sourceWidth)
        {
            ResizeColumns(pixels, target, width * 3, new ResamplingWeights(sourceHeight, height, kernel));
        }
        else
        {
            var narrowed = ArrayPool<byte>.Shared.Rent(checked(width * sourceHeight * 3));
            var rows = narrowed.AsSpan(0, width * sourceHeight * 3);
            ResizeRows(pixels, sourceWidth, rows, width, new ResamplingWeights(sourceWidth, width, kernel));
            ResizeColumns(rows, target, width * 3, new ResamplingWeights(sourceHeight, height, kernel));
            ArrayPool<byte>.Shared.Return(narrowed);
        }

        return new RgbImage(width, height, target);
    }

    private static void ResizeRows(
        ReadOnlySpan<byte> source, int sourceWidth, Span<byte> target, int width, ResamplingWeights weights)
    {
        var rows = source.Length / (sourceWidth * 3);
        for (var y = 0; y < rows; y++)
        {
            var from = source[(y * sourceWidth * 3)..];
            var to = target.Slice(y * width * 3, width * 3);
            for (var x = 0; x < width; x++)
            {
                var sum = WeightedSum(from[(weights.First(x) * 3)..], weights.Of(x));
                to[x * 3] = Clamp(sum.GetElement(0));
                to[(x * 3) + 1] = Clamp(sum.GetElement(1));
                to[(x * 3) + 2] = Clamp(sum.GetElement(2));
            }
        }
    }

    /// <summary>Rounding half + Σ weight · pixel, for R, G and B side by side.</summary>
    private static Vector128<int> WeightedSum(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> weights)
    {
        var sum = Vector128.Create(Half);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            // Four bytes are read, of which the last is not used; the very last pixel has none behind it.
            var at = tap * 3;
            var four = at + 4 <= pixels.Length
                ? MemoryMarshal.Read<uint>(pixels[at..])
                : pixels[at] | ((uint)pixels[at + 1] << 8) | ((uint)pixels[at + 2] << 16);
            var wide = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(four).AsByte())).AsInt32();
            sum += wide * weights[tap];
        }

        return sum;
    }

    private static void ResizeColumns(
        ReadOnlySpan<byte> source, Span<byte> target, int stride, ResamplingWeights weights)
    {
        for (var y = 0; y * stride < target.Length; y++)
        {
            var from = source[(weights.First(y) * stride)..];
            var to = target.Slice(y * stride, stride);
            var x = 0;
            for (; x <= stride - Vector<byte>.Count; x += Vector<byte>.Count)
            {
                SumColumns(from[x..], stride, weights.Of(y)).CopyTo(to[x..]);
            }

            for (; x < stride; x++)
            {
                to[x] = SumColumn(from[x..], stride, weights.Of(y));
            }
        }
    }

    /// <summary>A vector's width of neighbouring columns at once.</summary>
    private static Vector<byte> SumColumns(ReadOnlySpan<byte> source, int stride, ReadOnlySpan<int> weights)
    {
        var (a, b, c, d) = (new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half));
        for (var tap = 0; tap < weights.Length; tap++)
        {
            Vector.Widen(new Vector<byte>(source[(tap * stride)..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            a += first.As<uint, int>() * weights[tap];
            b += second.As<uint, int>() * weights[tap];
            c += third.As<uint, int>() * weights[tap];
            d += fourth.As<uint, int>() * weights[tap];
        }

        return Vector.Narrow(Vector.Narrow(Clamp(a), Clamp(b)), Vector.Narrow(Clamp(c), Clamp(d)));
    }

    private static byte SumColumn(ReadOnlySpan<byte> source, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Half;
        for (var tap = 0; tap < weights.Length; tap++)
        {
            sum += source[tap * stride] * weights[tap];
        }

        return Clamp(sum);
    }

    private static byte Clamp(int sum) => (byte)Math.Clamp(sum >> ResamplingWeights.PrecisionBits, 0, 255);

    private static Vector<uint> Clamp(Vector<int> sum) =>
        Vector.Min(Vector.Max(sum >> ResamplingWeights.PrecisionBits, Vector<int>.Zero), new Vector<int>(255))
            .As<int, uint>();
}
