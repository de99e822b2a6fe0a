using CsCheck;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Testing;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class RobustnessTests
{
    private const int MaxPixels = 1 << 16;

    private readonly ImageDecoder _decoder = new(new DecodeOptions { MaxPixels = MaxPixels });

    private static readonly byte[][] _valid =
    [
        .. TinyImages.Extensions.Select(extension => TinyImages.Make(extension, 21, 17, seed: 1)),
        .. new[]
        {
            "progressive.jpg", "cmyk.jpg", "orientation-6.jpg", "grey16.png", "animated.gif", "animated.webp",
            "animated-alpha.webp", "bilevel.tif", "jpeg.tif", "orientation-6.tif",
        }.Select(Fixture.Read),
    ];

    private static readonly Gen<byte[]> _anyValid = Gen.Int[0, _valid.Length - 1].Select(i => _valid[i]);

    [Fact]
    public void Any_bytes_give_a_picture_or_a_problem() => Gen.Byte.Array[0, 200].Sample(AssertOutcome, iter: 2000);

    [Fact]
    public void Any_bytes_behind_a_signature_give_a_picture_or_a_problem() =>
        Gen.Select(_anyValid, Gen.Int[2, 40], Gen.Byte.Array[0, 200], (image, kept, rest) =>
            (byte[])[.. image[..kept], .. rest]).Sample(AssertOutcome, iter: 2000);

    [Fact]
    public void Any_damage_to_an_image_gives_a_picture_or_a_problem()
    {
        var change = Gen.Select(Gen.Double[0, 1], Gen.Byte);
        Gen.Select(_anyValid, change.Array[1, 8]).Select((image, changes) =>
        {
            var damaged = image.ToArray();
            foreach (var (where, value) in changes)
            {
                damaged[(int)(where * (damaged.Length - 1))] = value;
            }

            return damaged;
        }).Sample(AssertOutcome, iter: 4000);
    }

    [Fact]
    public void Many_threads_get_the_same_pixels()
    {
        var expected = _valid.Select(content => _decoder.DecodeResized(content, 30, 20).Image!.Pixels).ToArray();

        Parallel.For(0, 400, i => Assert.Equal(
            expected[i % _valid.Length], _decoder.DecodeResized(_valid[i % _valid.Length], 30, 20).Image!.Pixels));
    }

    private void AssertOutcome(byte[] content)
    {
        var outcome = _decoder.Decode(content);

        Assert.True(outcome.Image is null != outcome.Problem is null);
        if (outcome.Image is { } image)
        {
            Assert.Equal((outcome.Width, outcome.Height), (image.Width, image.Height));
            Assert.InRange((long)image.Width * image.Height, 1, MaxPixels);
        }
    }
}
