using NoisyLabels.Imaging;
using NoisyLabels.Imaging.Decoding;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Encoders;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Backbones;

public sealed class StagedBackboneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Means_of_the_stages_stand_before_the_own_output()
    {
        var staged = StagedBackbone.Of(Residual(blocks: 3), _folder["cache"]);

        Assert.Equal(["block1_Pooled", "block2_Pooled", "mean"], staged.Outputs.Select(o => o.Name));
        Assert.Equal(9, staged.Dimension);
        using var encoder = new Encoder(staged, [2]);
        var picture = new RgbImage(2, 2, [0, 4, 8, 4, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([3, 3, 6, 9, 9, 18, 27, 27, 54], encoder.CreateWorker().Encode([picture], 2)[0]);
    }

    [Fact]
    public void Features_have_another_fingerprint_with_stages()
    {
        var backbone = Residual(blocks: 2);

        Assert.NotEqual(backbone.Fingerprint(), StagedBackbone.Of(backbone, _folder["cache"]).Fingerprint());
    }

    [Fact]
    public void The_copy_is_made_once()
    {
        var backbone = Residual(blocks: 2);
        var copy = StagedBackbone.Of(backbone, _folder["cache"]).ModelPath;
        var made = File.GetLastWriteTimeUtc(copy).AddDays(-1);
        File.SetLastWriteTimeUtc(copy, made);

        Assert.Equal(copy, StagedBackbone.Of(backbone, _folder["cache"]).ModelPath);
        Assert.Equal(made, File.GetLastWriteTimeUtc(copy));
    }

    [Fact]
    public void A_backbone_without_stages_stays_as_it_is()
    {
        var backbone = TinyModels.Describe(TinyModels.WriteMeanColour(_folder["m.onnx"]));

        Assert.Same(backbone, StagedBackbone.Of(backbone, _folder["cache"]));
        Assert.False(Directory.Exists(_folder["cache"]));
    }

    [Fact]
    public void A_backbone_whose_description_names_several_outputs_stays_as_it_is()
    {
        var backbone = Residual(blocks: 3) with { Outputs = [new("mean", 3), new("other", 3)] };

        Assert.Same(backbone, StagedBackbone.Of(backbone, _folder["cache"]));
    }

    [Fact]
    public void Where_no_copy_can_be_written_the_backbone_works_without_stages_and_says_so()
    {
        var cache = _folder.Write("cache", "a file where the folder should be");
        var backbone = Residual(blocks: 3);

        var result = StagedBackbone.Of(backbone, cache);

        Assert.Equal(backbone.Outputs, result.Outputs);
        Assert.Equal(backbone.ModelPath, result.ModelPath);
        Assert.StartsWith("Its inner stages are not used", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_graph_is_left_to_those_who_load_it()
    {
        var path = _folder.Write("garbage.onnx", [8, 7, 0xff, 0xff, 0xff, 1, 2, 3]);
        var backbone = TinyModels.Describe(path);

        Assert.Same(backbone, StagedBackbone.Of(backbone, _folder["cache"]));
    }

    [Fact]
    public void The_own_output_of_EfficientNet_is_the_same_to_the_bit_with_stages()
    {
        Assert.SkipWhen(SharedData.Backbones is null, SharedData.AbsentReason);
        var plain = BackboneShelf.Load(BackboneShelf.FromFile(Path.Combine(SharedData.Backbones!, "efficientnet-lite0.onnx")));
        var staged = StagedBackbone.Of(plain, _folder["cache"]);
        Assert.Equal(80 + 112 + 112 + 192 + 192 + 192, staged.Dimension - plain.Dimension);

        var pictures = Enumerable.Range(0, 3)
            .Select(seed => new ImageDecoder().DecodeResized(TinyImages.Make("png", 64, 48, seed), 96, 96).Image!).ToArray();
        var (without, with) = (Encode(plain, pictures), Encode(staged, pictures));

        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(without[i], with[i][^plain.Dimension..]));
    }

    private static float[][] Encode(Backbone backbone, RgbImage[] pictures)
    {
        using var encoder = new Encoder(backbone, [96]);
        return [.. encoder.CreateWorker().Encode(pictures, 96)];
    }

    private Backbone Residual(int blocks) =>
        TinyModels.Describe(ResidualGraphs.Write(ResidualGraphs.Blocks(blocks), _folder["residual.onnx"]));
}
