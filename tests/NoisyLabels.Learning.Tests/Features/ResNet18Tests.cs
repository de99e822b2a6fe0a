using NoisyLabels.Imaging;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Encoders;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

/// <summary>The built-in backbone, as it is packaged, at sizes and batches that its file does not declare.</summary>
public sealed class ResNet18Tests
{
    private static readonly Backbone ResNet18 = new BackboneCatalog(BackboneOptions.FromEnvironment()).Resolve(null);

    [Theory]
    [InlineData(96)]
    [InlineData(128)]
    [InlineData(224)]
    public void Features_are_the_same_to_the_bit_alone_and_in_a_batch(int size)
    {
        using var encoder = new Encoder(ResNet18, [size]);
        var pictures = Pictures(size, 11);
        var together = encoder.CreateWorker().Encode(pictures, size);
        Assert.Equal(Encoder.UsualBatch, encoder.BatchOf(size));
        Assert.All(pictures.Select((picture, i) => (picture, i)), pair =>
            Assert.Equal(encoder.CreateWorker().Encode([pair.picture], size)[0], together[pair.i]));
    }

    [Fact]
    public void A_mirrored_picture_has_nearly_the_same_features_and_another_picture_has_not()
    {
        using var encoder = new Encoder(ResNet18, [128]);
        var picture = Pictures(128, 2);
        var vectors = encoder.CreateWorker().Encode([picture[0], Mirrored(picture[0]), picture[1]], 128);
        Assert.Equal(ResNet18.Dimension, vectors[0].Length);
        Assert.True(Cosine(vectors[0], vectors[1]) > 0.9, $"mirrored: {Cosine(vectors[0], vectors[1])}");
        Assert.True(Cosine(vectors[0], vectors[2]) < Cosine(vectors[0], vectors[1]) - 0.05);
    }

    [Fact]
    public void A_size_that_is_no_multiple_of_32_is_refused_with_a_sentence()
    {
        var refused = Assert.Throws<UserErrorException>(() => new Encoder(ResNet18, [100]));
        Assert.StartsWith(
            "The backbone resnet18 does not take images of 100 x 100 pixels; most want a multiple of 32.",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_inside_the_graph_can_be_further_outputs()
    {
        using var folder = new TemporaryFolder();
        var wide = ResNet18Package.Resolve(
            ResNet18Package.PackagedPath,
            folder.Path,
            new StageOutput("ReLU315_Output_0", 128),
            new StageOutput("ReLU347_Output_0", 256));
        Assert.Equal(128 + 256 + 512, wide.Dimension);
        using var encoder = new Encoder(wide, [96]);
        using var plain = new Encoder(ResNet18, [96]);
        var pictures = Pictures(96, 3);
        var vectors = encoder.CreateWorker().Encode(pictures, 96);
        // The last stage comes last, and is what the plain backbone gives.
        Assert.Equal(
            plain.CreateWorker().Encode(pictures, 96).SelectMany(v => v[^512..]), vectors.SelectMany(v => v[384..]), Close);
        Assert.All(vectors, v => Assert.Contains(v[..128], x => x > 0));
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-4f * Math.Max(1, Math.Abs(a));

    private static RgbImage[] Pictures(int size, int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new ImageDecoder().DecodeResized(TinyImages.Make("png", 64, 48, i), size, size).Image!)];

    private static RgbImage Mirrored(RgbImage image)
    {
        var pixels = new byte[image.Pixels.Length];
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var mirrored = y * image.Width + image.Width - 1 - x;
                image.Pixels.AsSpan(3 * (y * image.Width + x), 3).CopyTo(pixels.AsSpan(3 * mirrored));
            }
        }

        return new RgbImage(image.Width, image.Height, pixels);
    }

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
}
