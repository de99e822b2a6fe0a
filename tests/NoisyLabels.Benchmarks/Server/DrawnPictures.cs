using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>Pictures of two classes that a model can tell apart, as data URLs: nobody has to serve them.</summary>
internal static class DrawnPictures
{
    private const int Quality = 75;
    private const int Band = 8;

    /// <summary>The class of each picture is its number modulo two.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["disc", "stripes"];

    public static string ClassOf(int number) => Classes[number % 2];

    /// <summary>Another number, another picture; a quarter wider than it is high.</summary>
    /// <param name="side">Height in pixels.</param>
    public static string DataUrl(int number, int side)
    {
        var random = new Random(number);
        var (ground, shape) = (Colour(random), Colour(random));
        var (x0, y0, radius) = (random.Next(side), random.Next(side), random.Next(side / 4, side / 2));
        using var image = new Image<Rgb24>(side * 5 / 4, side);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var isShape = number % 2 == 0
                    ? ((x - x0) * (x - x0)) + ((y - y0) * (y - y0)) < radius * radius
                    : (x + y0) / Band % 2 == 0;
                image[x, y] = isShape ? shape : ground;
            }
        }

        using var stream = new MemoryStream();
        image.Save(stream, new JpegEncoder { Quality = Quality });
        return $"data:image/jpeg;base64,{Convert.ToBase64String(stream.ToArray())}";
    }

    private static Rgb24 Colour(Random random) =>
        new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
}
