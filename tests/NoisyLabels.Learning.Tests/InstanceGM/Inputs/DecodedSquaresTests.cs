using NoisyLabels.Learning.Inputs;
using NoisyLabels.Learning.InstanceGM.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.InstanceGM.Inputs;

public sealed class DecodedSquaresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Colours_come_as_planes_of_red_green_and_blue()
    {
        var path = _folder.Write("a.png", TinyImages.Solid("png", 20, 12, 10, 120, 240));

        var images = DecodedSquares.Read([new("a.png", path, null, 0)], 8, null, TestContext.Current.CancellationToken);
        var written = new float[3 * 64];
        images.Write(0, written);

        Assert.Equal([10 / 255f, 120 / 255f, 240 / 255f], written.Chunk(64).Select(plane => Assert.Single(plane.Distinct())));
    }

    [Fact]
    public void An_image_that_went_away_is_named()
    {
        var item = new DatasetItem("cats/a.png", _folder["cats/a.png"], null, 0);

        var error = Assert.Throws<UserErrorException>(() =>
            DecodedSquares.Read([item], 8, null, TestContext.Current.CancellationToken));

        Assert.StartsWith("cats/a.png can no longer be read: ", error.Message, StringComparison.Ordinal);
    }
}
