using NoisyLabels.Cli.Report;
using NoisyLabels.Learning.Inputs;
using NoisyLabels.Testing;

namespace NoisyLabels.Cli.Tests.Report;

public sealed class ThumbnailsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(640, 320, 160, 80)]
    [InlineData(20, 30, 20, 30)]
    public void A_picture_fits_the_card_and_is_never_blown_up(int width, int height, int shownWidth, int shownHeight)
    {
        var path = _folder.Write("a.png", TinyImages.Make("png", width, height));

        var thumbnail = new Thumbnails().Of(new DatasetItem("a.png", path, null, 0))!;

        Assert.Equal((shownWidth, shownHeight), (thumbnail.Width, thumbnail.Height));
        Assert.StartsWith("data:image/jpeg;base64,/9j/", thumbnail.DataUri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_has_gone_or_is_no_picture_has_none()
    {
        var text = _folder.Write("b.jpg", "not a picture");

        Assert.Null(new Thumbnails().Of(new DatasetItem("a.jpg", _folder["a.jpg"], null, 0)));
        Assert.Null(new Thumbnails().Of(new DatasetItem("b.jpg", text, null, 0)));
    }
}
