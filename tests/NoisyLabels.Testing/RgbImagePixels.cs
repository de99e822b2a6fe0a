using NoisyLabels.Imaging;

namespace NoisyLabels.Testing;

public static class RgbImagePixels
{
    /// <summary>The colour of one pixel.</summary>
    public static (int R, int G, int B) At(this RgbImage image, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(image);
        var at = ((y * image.Width) + x) * 3;
        return (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }
}
