using NoisyLabels.Imaging.Decoding;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class UprightTests
{
    private readonly ImageDecoder _decoder = new();

    [Theory]
    [InlineData("orientation-1.jpg")]
    [InlineData("orientation-2.jpg")]
    [InlineData("orientation-3.jpg")]
    [InlineData("orientation-4.jpg")]
    [InlineData("orientation-5.jpg")]
    [InlineData("orientation-6.jpg")]
    [InlineData("orientation-7.jpg")]
    [InlineData("orientation-8.jpg")]
    [InlineData("orientation-6.png")]
    [InlineData("orientation-6.webp")]
    [InlineData("orientation-6.tif")]
    public void A_turned_or_mirrored_picture_comes_out_upright(string name)
    {
        var content = Fixture.Read(name);

        var outcome = _decoder.Decode(content);

        outcome.Image.AssertQuadrants(12);
        Assert.Equal((24, 16), (outcome.Width, outcome.Height));
        _decoder.DecodeResized(content, 24, 16).Image.AssertQuadrants(12);
        var thumbnail = _decoder.DecodeThumbnail(content, 12);
        Assert.Equal(
            (12, 8, 24, 16), (thumbnail.Image!.Width, thumbnail.Image.Height, thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public void Resizing_a_turned_picture_is_resizing_the_upright_one()
    {
        var upright = _decoder.Decode(Fixture.Read("orientation-7.jpg")).Image!;

        var resized = _decoder.DecodeResized(Fixture.Read("orientation-7.jpg"), 9, 5).Image!;

        Assert.Equal((9, 5), (resized.Width, resized.Height));
        var expected = Imaging.Transforms.Resampler.Resize(upright, 9, 5);
        Assert.All(resized.Pixels.Zip(expected.Pixels), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Theory]
    [InlineData("orientation-1.jpg")]
    [InlineData("orientation-7.jpg")]
    [InlineData("orientation-6.webp")]
    [InlineData("orientation-6.tif")]
    public void Several_sizes_are_each_what_they_would_be_alone(string name)
    {
        var content = Fixture.Read(name);

        var outcome = _decoder.DecodeResized(content, [(9, 5), (24, 16), (3, 30)]);

        Assert.Same(outcome.Image, outcome.Images[0]);
        Assert.Equal((24, 16), (outcome.Width, outcome.Height));
        Assert.Equal(3, outcome.Images.Count);
        Assert.All(outcome.Images, image =>
        {
            var alone = _decoder.DecodeResized(content, image.Width, image.Height).Image!;
            Assert.Equal(alone.Pixels, image.Pixels);
        });
        Assert.Equal((3, 30), (outcome.Images[2].Width, outcome.Images[2].Height));
    }
}
