namespace NoisyLabels.Imaging.Transforms;

/// <summary>Lays pixels with transparency on white paper.</summary>
internal static class WhiteBackground
{
    /// <summary>
    /// Turns rows of R, G, B, A bytes into R, G, B bytes at the front of the same memory, which is returned.
    /// </summary>
    public static ReadOnlySpan<byte> Compose(Span<byte> pixels)
    {
        var to = 0;
        for (var from = 0; from < pixels.Length; from += 4, to += 3)
        {
            var alpha = pixels[from + 3];
            pixels[to] = Blend(pixels[from], alpha);
            pixels[to + 1] = Blend(pixels[from + 1], alpha);
            pixels[to + 2] = Blend(pixels[from + 2], alpha);
        }

        return pixels[..to];
    }

    /// <summary>A white picture of the given size with another upon it, which must lie inside.</summary>
    public static RgbImage Place(RgbImage picture, int left, int top, int width, int height)
    {
        var pixels = new byte[checked(width * height * 3)];
        pixels.AsSpan().Fill(255);
        for (var y = 0; y < picture.Height; y++)
        {
            picture.Pixels.AsSpan(y * picture.Width * 3, picture.Width * 3)
                .CopyTo(pixels.AsSpan((((top + y) * width) + left) * 3));
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>colour · a + white · (1 - a), rounded.</summary>
    private static byte Blend(byte colour, byte alpha) =>
        (byte)(((colour * alpha) + (255 * (255 - alpha)) + 127) / 255);
}
