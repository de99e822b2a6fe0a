using CsCheck;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Imaging.Transforms;

namespace NoisyLabels.Imaging.Tests.Transforms;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(ResamplingKernel.Triangle, 7, 5)]
    [InlineData(ResamplingKernel.Triangle, 31, 9)]
    [InlineData(ResamplingKernel.Triangle, 19, 4)]
    [InlineData(ResamplingKernel.Bicubic, 7, 5)]
    [InlineData(ResamplingKernel.Bicubic, 31, 9)]
    [InlineData(ResamplingKernel.Bicubic, 19, 4)]
    public void Pixels_are_those_of_Pillow_to_the_bit(ResamplingKernel kernel, int width, int height)
    {
        var decoder = new ImageDecoder();
        var source = decoder.Decode(Fixture.Read("resize-source.png")).Image!;
        var name = $"resize-{kernel.ToString().ToLowerInvariant()}-{width}x{height}.png";

        var resized = Resampler.Resize(source, width, height, kernel);

        Assert.Equal(decoder.Decode(Fixture.Read(name)).Image!.Pixels, resized.Pixels);
    }

    [Fact]
    public void One_colour_stays_that_colour_at_any_size() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 40], Gen.Int[1, 300], Gen.Int[1, 40], Gen.Byte, Gen.Bool)
            .Sample((fromWidth, fromHeight, width, height, shade, bicubic) =>
            {
                var pixels = new byte[fromWidth * fromHeight * 3];
                Array.Fill(pixels, shade);
                var kernel = bicubic ? ResamplingKernel.Bicubic : ResamplingKernel.Triangle;
                var resized = Resampler.Resize(new RgbImage(fromWidth, fromHeight, pixels), width, height, kernel);
                return resized.Width == width && resized.Height == height
                    && resized.Pixels.All(value => value == shade);
            });

    [Fact]
    public void Mirroring_before_is_mirroring_after() =>
        Gen.Select(Gen.Byte.Array[60, 60], Gen.Int[1, 30], Gen.Int[1, 8]).Sample((row, width, height) =>
        {
            var image = new RgbImage(10, 2, row);
            var before = Resampler.Resize(Orientation.MakeUpright(image, 2), width, height);
            var after = Orientation.MakeUpright(Resampler.Resize(image, width, height), 2);
            return before.Pixels.Zip(after.Pixels).All(pair => Math.Abs(pair.First - pair.Second) <= 1);
        });

    [Fact]
    public void Shrinking_averages_and_does_not_alias()
    {
        // Columns of black and white become an even grey, not one of the two.
        var stripes = Enumerable.Range(0, 64 * 64 * 3).Select(i => i / 3 % 2 == 0 ? (byte)0 : (byte)255).ToArray();

        var resized = Resampler.Resize(new RgbImage(64, 64, stripes), 8, 8);

        Assert.All(resized.Pixels, value => Assert.InRange(value, 120, 135));
    }
}
