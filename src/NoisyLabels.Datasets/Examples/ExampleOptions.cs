namespace NoisyLabels.Datasets.Examples;

/// <summary>What the example looks like. The same options give the same bytes on the same machine.</summary>
public sealed record ExampleOptions
{
    /// <value>
    /// Number of images, spread evenly over the classes. The default is 600; at least one for each class.
    /// </value>
    public int Images { get; init; } = 600;

    /// <value>Share of the images that get a wrong label, 0 to 0.9. The default is 0.15.</value>
    public double NoiseRate { get; init; } = 0.15;

    /// <value>
    /// How hard the images are, 0 (each plain to see) to 1 (as many hard ones as easy ones). An image's difficulty is
    /// u^(1 / value) for u uniform on [0, 1], so their mean is value / (1 + value). The default is 0.3.
    /// </value>
    public double Difficulty { get; init; } = 0.3;

    /// <value>Width and height of the images in pixels, 32 to 1,024. The default is 112.</value>
    public int Size { get; init; } = 112;

    /// <value>Another seed, other images. The default is 0.</value>
    public int Seed { get; init; }

    /// <value>JPEG quality, 1 to 100. The default is 88.</value>
    public int JpegQuality { get; init; } = 88;

    /// <value>Only say what would be written. The default is false.</value>
    public bool DryRun { get; init; }

    internal void Validate(int classes)
    {
        if (Images < classes)
        {
            throw new UserErrorException(
                $"{Images} images are too few for {classes} classes: ask for {classes} or more.");
        }

        if (!(NoiseRate is >= 0 and <= 0.9))
        {
            throw new UserErrorException("The share of wrong labels must be from 0 to 0.9.");
        }

        if (!(Difficulty is >= 0 and <= 1))
        {
            throw new UserErrorException("The difficulty must be from 0 to 1.");
        }

        if (Size is < 32 or > 1024)
        {
            throw new UserErrorException("The images' size must be from 32 to 1024 pixels.");
        }

        if (JpegQuality is < 1 or > 100)
        {
            throw new UserErrorException("The JPEG quality must be from 1 to 100.");
        }
    }
}
