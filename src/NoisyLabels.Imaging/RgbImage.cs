namespace NoisyLabels.Imaging;

/// <summary>
/// An image of 8-bit R, G, B pixels, upright, without transparency; the only image type outside the codec.
/// </summary>
public sealed class RgbImage
{
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Rows from top to bottom, three bytes (R, G, B) a pixel; length width · height · 3.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="pixels"/> is not width · height · 3.
    /// </exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height * 3)
        {
            throw new ArgumentException(
                $"{width} x {height} pixels need {(long)width * height * 3} bytes, not {pixels.LongLength}.",
                nameof(pixels));
        }

        (Width, Height, Pixels) = (width, height, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Rows from top to bottom, R, G, B a pixel.</summary>
    public byte[] Pixels { get; }
}
