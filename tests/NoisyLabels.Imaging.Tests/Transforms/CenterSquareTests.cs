using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Imaging.Transforms;

namespace NoisyLabels.Imaging.Tests.Transforms;

public sealed class CenterSquareTests
{
    [Theory]
    [InlineData(400, 300, 320, 240)]
    [InlineData(300, 400, 240, 320)]
    [InlineData(10, 10, 240, 240)]
    [InlineData(20_000, 10, 480, 240)]
    [InlineData(10, 20_000, 240, 480)]
    public void Proportions_stay_up_to_a_ratio_of_two(int width, int height, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), CenterSquare.SizeToCutFrom(width, height, 240));

    [Fact]
    public void The_middle_is_cut_out()
    {
        // One row of five pixels whose red is their number.
        var row = new RgbImage(5, 1, [0, 9, 9, 1, 9, 9, 2, 9, 9, 3, 9, 9, 4, 9, 9]);

        Assert.Equal([2, 9, 9], CenterSquare.Cut(row).Pixels);
    }

    [Fact]
    public void A_tall_picture_loses_its_upper_and_lower_parts()
    {
        var column = new RgbImage(1, 4, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);

        Assert.Equal([1, 1, 1], CenterSquare.Cut(column).Pixels);
    }

    [Fact]
    public void A_square_is_returned_as_it_is()
    {
        var square = new RgbImage(1, 1, [1, 2, 3]);

        Assert.Same(square, CenterSquare.Cut(square));
    }

    [Fact]
    public void What_cannot_be_decoded_stays_a_problem() =>
        Assert.NotNull(new ImageDecoder().DecodeSquares([1, 2, 3], [32]).Problem);
}
