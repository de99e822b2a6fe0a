using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace NoisyLabels.Testing;

/// <summary>
/// Makes small valid image files. The same arguments give the same bytes; another seed, another picture.
/// </summary>
public static class TinyImages
{
    /// <summary>One extension for each format that the product reads.</summary>
    public static IReadOnlyList<string> Extensions { get; } = ["jpg", "png", "webp", "gif", "bmp", "tif"];

    /// <summary>A picture with a colour gradient and a rectangle, both drawn from the seed.</summary>
    /// <param name="extension">One of <see cref="Extensions"/>, with or without a dot.</param>
    public static byte[] Make(string extension = "jpg", int width = 16, int height = 12, int seed = 0)
    {
        var random = new Random(seed);
        var (from, to, box) = (NextColour(random), NextColour(random), NextColour(random));
        var (left, top) = (random.Next(width), random.Next(height));
        using var image = new Image<Rgb24>(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var share = (float)(x + y) / (width + height);
                var inBox = x >= left && x < left + (width / 2) + 1 && y >= top && y < top + (height / 2) + 1;
                image[x, y] = inBox ? box : Mix(from, to, share);
            }
        }

        return Encode(image, extension);
    }

    /// <summary>A picture of one colour.</summary>
    public static byte[] Solid(string extension, int width, int height, byte red, byte green, byte blue)
    {
        using var image = new Image<Rgb24>(width, height, new Rgb24(red, green, blue));
        return Encode(image, extension);
    }

    /// <summary>
    /// Writes a folder per class of JPEG files named <c>CLASS-0000.jpg</c> …; no two files have the same content, and
    /// the pictures of a class share a colour. Returns the root.
    /// </summary>
    public static string WriteFolderPerClass(string root, int imagesPerClass, params IReadOnlyList<string> classes)
    {
        for (var label = 0; label < classes.Count; label++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, classes[label])).FullName;
            var (red, green, blue) = ((byte)(label * 97), (byte)(label * 57), (byte)(label * 151));
            for (var i = 0; i < imagesPerClass; i++)
            {
                var content = Solid("jpg", 8, 8, red, green, (byte)(blue + (i % 40)));
                var file = Path.Combine(folder, $"{classes[label]}-{i:0000}.jpg");
                File.WriteAllBytes(file, [.. content, .. Tail(label, i)]);
            }
        }

        return root;
    }

    private static byte[] Encode(Image<Rgb24> image, string extension)
    {
        using var stream = new MemoryStream();
        image.Save(stream, EncoderOf(extension));
        return stream.ToArray();
    }

    private static IImageEncoder EncoderOf(string extension) => extension.TrimStart('.') switch
    {
        "jpg" => new JpegEncoder { Quality = 90 },
        "png" => new PngEncoder(),
        "webp" => new WebpEncoder { FileFormat = WebpFileFormatType.Lossless },
        "gif" => new GifEncoder(),
        "bmp" => new BmpEncoder(),
        "tif" => new TiffEncoder(),
        var other => throw new ArgumentOutOfRangeException(nameof(extension), other, "Not a format of the product."),
    };

    /// <summary>Bytes behind a JPEG's end are no part of the picture, but they make its hash its own.</summary>
    private static byte[] Tail(int label, int index) =>
        [.. BitConverter.GetBytes(label), .. BitConverter.GetBytes(index)];

    private static Rgb24 NextColour(Random random) =>
        new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));

    private static Rgb24 Mix(Rgb24 a, Rgb24 b, float share) =>
        new(Mix(a.R, b.R, share), Mix(a.G, b.G, share), Mix(a.B, b.B, share));

    private static byte Mix(byte a, byte b, float share) => (byte)(a + ((b - a) * share));
}
