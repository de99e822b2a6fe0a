using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features;
using NoisyLabels.Learning.Tests.Backbones;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

public sealed class ImageSizeChoiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Backbone _anySize;

    public ImageSizeChoiceTests() => _anySize = TinyModels.Describe(TinyModels.WriteMeanColour(_folder["m.onnx"]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tiny_pictures_are_not_blown_up_to_photographs()
    {
        Assert.Equal([128], ImageSizeChoice.For([(32, 32), (32, 32), (500, 400)], _anySize));
        Assert.Equal([256], ImageSizeChoice.For([(32, 32), (640, 480), (500, 400)], _anySize));
    }

    [Fact]
    public void The_shorter_side_decides() => Assert.Equal([128], ImageSizeChoice.For([(20_000, 64)], _anySize));

    [Fact]
    public void Without_any_sizes_pictures_count_as_photographs() =>
        Assert.Equal([256], ImageSizeChoice.For([], _anySize));

    [Fact]
    public void A_backbone_of_one_size_gets_that()
    {
        var fixedSize = _anySize with { Input = _anySize.Input with { DynamicSize = false, Size = 299 } };
        Assert.Equal([299], ImageSizeChoice.For([(32, 32)], fixedSize));
    }
}
