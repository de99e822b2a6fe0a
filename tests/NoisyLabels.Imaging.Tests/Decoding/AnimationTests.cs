using NoisyLabels.Imaging.Decoding;

namespace NoisyLabels.Imaging.Tests.Decoding;

public sealed class AnimationTests
{
    private readonly ImageDecoder _decoder = new();

    [Theory]
    [InlineData("animated.gif")]
    [InlineData("animated.webp")]
    [InlineData("animated.png")]
    public void The_first_frame_is_the_picture(string name)
    {
        var outcome = _decoder.Decode(Fixture.Read(name));

        Assert.Null(outcome.Problem);
        Assert.Equal((12, 8), (outcome.Width, outcome.Height));
        outcome.Image!.AssertColour(0, 0, (200, 30, 40), 0);
        outcome.Image!.AssertColour(11, 7, (200, 30, 40), 0);
    }

    [Fact]
    public void A_transparent_first_frame_is_laid_on_white() =>
        _decoder.Decode(Fixture.Read("animated-alpha.webp")).Image!.AssertColour(6, 4, (227, 142, 147), 6);

    [Fact]
    public void A_frame_smaller_than_its_canvas_lies_where_it_belongs()
    {
        var content = Fixture.Read("animated.webp");
        var canvas = content.AsSpan().IndexOf("VP8X"u8) + 12;
        var frame = content.AsSpan().IndexOf("ANMF"u8) + 8;
        // Canvas of 16 x 12 (stored less one), frame at (4, 2) (stored halved).
        (content[canvas], content[canvas + 3], content[frame], content[frame + 3]) = (15, 11, 2, 1);

        var image = _decoder.Decode(content).Image!;

        Assert.Equal((16, 12), (image.Width, image.Height));
        image.AssertColour(3, 2, (255, 255, 255), 0);
        image.AssertColour(4, 2, (200, 30, 40), 0);
        image.AssertColour(15, 9, (200, 30, 40), 0);
        image.AssertColour(15, 10, (255, 255, 255), 0);
    }

    [Theory]
    [InlineData("animated.gif")]
    [InlineData("animated.webp")]
    public void Damage_behind_the_first_frame_does_no_harm(string name)
    {
        var content = Fixture.Read(name);

        var outcome = _decoder.Decode(content[..^10]);

        Assert.Null(outcome.Problem);
        outcome.Image!.AssertColour(6, 4, (200, 30, 40), 0);
    }
}
