namespace NoisyLabels.Imaging.Transforms;

/// <summary>
/// The square in the middle of a picture, as image encoders are trained on it: the shorter side fits, proportions stay.
/// </summary>
public static class CenterSquare
{
    /// <summary>
    /// Beyond this ratio of the sides a picture is squeezed, so that a strip does not become a huge one.
    /// </summary>
    private const double MaxRatio = 2;

    /// <summary>
    /// The size to resize a picture to, so that a square of the given side can be cut from its middle.
    /// </summary>
    public static (int Width, int Height) SizeToCutFrom(int width, int height, int side)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        var ratio = Math.Clamp((double)width / height, 1 / MaxRatio, MaxRatio);
        return ratio >= 1 ? ((int)Math.Round(side * ratio), side) : (side, (int)Math.Round(side / ratio));
    }

    /// <summary>The middle of a picture, as wide and as high as its shorter side.</summary>
    public static RgbImage Cut(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width == image.Height)
        {
            return image;
        }

        var side = Math.Min(image.Width, image.Height);
        var (left, top) = ((image.Width - side) / 2, (image.Height - side) / 2);
        var pixels = new byte[side * side * 3];
        for (var row = 0; row < side; row++)
        {
            image.Pixels.AsSpan(((top + row) * image.Width + left) * 3, side * 3).CopyTo(pixels.AsSpan(row * side * 3));
        }

        return new RgbImage(side, side, pixels);
    }
}
