using System.Security.Cryptography;
using NoisyLabels.Learning.InstanceGM.Networks;

namespace NoisyLabels.Learning.InstanceGM.Inputs;

/// <summary>
/// Images of one size as bytes. A view is a crop of the image with a black border around it, flipped or not.
/// </summary>
internal sealed class ByteImages : TrainingInputs
{
    /// <summary>The border is an eighth of a side: 4 pixels of CIFAR's 32.</summary>
    private const int BorderShare = 8;

    private readonly byte[][] _images;

    /// <param name="images">[C, H, W] bytes each.</param>
    public ByteImages(byte[][] images, InputShape shape)
    {
        if (!shape.IsImage || Math.Min(shape.Height, shape.Width) < InputShape.LeastSide)
        {
            throw new ArgumentException(
                $"Images must have {InputShape.LeastSide} pixels or more a side.", nameof(shape));
        }

        if (Array.Exists(images, image => image.Length != shape.Values))
        {
            throw new ArgumentException($"Every image must have {shape.Values} bytes.", nameof(images));
        }

        (_images, Shape) = (images, shape);
    }

    public override int Count => _images.Length;

    public override InputShape Shape { get; }

    public override long Bytes => (long)Count * Shape.Values;

    public override void Write(int index, Span<float> target)
    {
        var image = _images[index];
        for (var i = 0; i < image.Length; i++)
        {
            target[i] = image[i] / 255f;
        }
    }

    public override void WriteView(int index, Dice dice, Span<float> target)
    {
        var (borderX, borderY) = (Shape.Width / BorderShare, Shape.Height / BorderShare);
        var (left, top) = (dice.Below(2 * borderX + 1) - borderX, dice.Below(2 * borderY + 1) - borderY);
        var flipped = dice.Chance(0.5);
        var image = _images[index];
        for (int c = 0, at = 0; c < Shape.Channels; c++)
        {
            for (var y = 0; y < Shape.Height; y++)
            {
                var row = y + top;
                for (var x = 0; x < Shape.Width; x++, at++)
                {
                    var column = left + (flipped ? Shape.Width - 1 - x : x);
                    target[at] = row >= 0 && row < Shape.Height && column >= 0 && column < Shape.Width
                        ? image[(c * Shape.Height + row) * Shape.Width + column] / 255f
                        : 0;
                }
            }
        }
    }

    public override byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Array.ForEach(_images, hash.AppendData);
        return hash.GetHashAndReset();
    }
}
