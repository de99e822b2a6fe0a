namespace NoisyLabels.Imaging.Transforms;

/// <summary>
/// The eight ways that a picture may lie in its file (Exif 2.32, tag 274): the value says where row 0 and column 0
/// of the file belong when the picture is upright.
/// </summary>
internal static class Orientation
{
    public const int Upright = 1;

    /// <summary>True where width and height change places.</summary>
    public static bool SwapsSides(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>The picture as it is meant to be seen; values outside 2 … 8 leave it as it is.</summary>
    public static RgbImage MakeUpright(RgbImage image, int orientation)
    {
        if (orientation is < 2 or > 8)
        {
            return image;
        }

        var (sourceWidth, sourceHeight) = (image.Width, image.Height);
        var (width, height) = SwapsSides(orientation) ? (sourceHeight, sourceWidth) : (sourceWidth, sourceHeight);
        // Where the upright picture's first pixel lies in the file, and how far apart there its neighbours lie.
        var (start, right, down) = orientation switch
        {
            2 => (sourceWidth - 1, -1, sourceWidth),
            3 => ((sourceWidth * sourceHeight) - 1, -1, -sourceWidth),
            4 => (sourceWidth * (sourceHeight - 1), 1, -sourceWidth),
            5 => (0, sourceWidth, 1),
            6 => (sourceWidth * (sourceHeight - 1), -sourceWidth, 1),
            7 => ((sourceWidth * sourceHeight) - 1, -sourceWidth, -1),
            _ => (sourceWidth - 1, sourceWidth, -1),
        };

        return new RgbImage(width, height, Gather(image.Pixels, width, height, start, right, down));
    }

    private static byte[] Gather(byte[] source, int width, int height, int start, int right, int down)
    {
        var target = new byte[source.Length];
        var to = 0;
        for (var y = 0; y < height; y++)
        {
            var from = (start + (y * down)) * 3;
            for (var x = 0; x < width; x++, from += right * 3)
            {
                target[to++] = source[from];
                target[to++] = source[from + 1];
                target[to++] = source[from + 2];
            }
        }

        return target;
    }
}
