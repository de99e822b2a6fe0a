using NoisyLabels.Imaging;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Encoders;
using NoisyLabels.Learning.Tests.Backbones;
using NoisyLabels.Testing;

namespace NoisyLabels.Learning.Tests.Features;

public sealed class EncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_outputs_stand_side_by_side()
    {
        var backbone = TinyModels.Describe(
            TinyModels.WriteMeanAndMaximum(_folder["m.onnx"]),
            new BackboneOutput("maximum", 3),
            new BackboneOutput("mean", 3));
        using var encoder = new Encoder(backbone, [2]);
        var picture = new RgbImage(2, 2, [0, 0, 0, 40, 80, 120, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([40, 80, 120, 10, 20, 30], encoder.CreateWorker().Encode([picture], 2)[0]);
    }

    [Fact]
    public void A_graph_whose_images_influence_each_other_gets_them_one_by_one()
    {
        var backbone = TinyModels.Describe(
            TinyModels.WriteMinusBatchMean(_folder["m.onnx"]), new BackboneOutput("out", 3));
        using var encoder = new Encoder(backbone, [4]);
        Assert.Equal(1, encoder.BatchOf(4));
        Assert.All(encoder.CreateWorker().Encode([Solid(10, 4), Solid(200, 4)], 4), v => Assert.Equal([0, 0, 0], v));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_graph_for_a_fixed_number_of_images_gets_that_number(int images)
    {
        var backbone = TinyModels.Describe(TinyModels.WriteMeanColour(_folder["m.onnx"], side: 4, images));
        backbone = backbone with { Input = backbone.Input with { Size = 4, DynamicSize = false } };
        using var encoder = new Encoder(backbone, [4]);
        var vectors = encoder.CreateWorker().Encode([.. Enumerable.Range(1, 5).Select(v => Solid((byte)v, 4))], 4);
        Assert.Equal([1, 2, 3, 4, 5], vectors.Select(v => v[0]));
    }

    [Fact]
    public void A_file_that_is_not_as_described_is_refused_with_all_differences()
    {
        var backbone = TinyModels.Describe(
            TinyModels.WriteMeanColour(_folder["m.onnx"], side: 32), new BackboneOutput("feature", 3));
        var refused = Assert.Throws<UserErrorException>(() => new Encoder(backbone, [16]));
        Assert.Contains(
            "its input has a fixed side of 32 pixels though 'dynamic_size' is true",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Contains("it has no output 'feature' (it has mean)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_dimension_is_found_out_by_running_the_graph()
    {
        var backbone = TinyModels.Describe(
            TinyModels.WriteMeanColour(_folder["m.onnx"]), new BackboneOutput("mean", 512));
        var refused = Assert.Throws<UserErrorException>(() => new Encoder(backbone, [16]));
        Assert.EndsWith(
            "its output 'mean' has 3 numbers an image, not 512.", refused.Message, StringComparison.Ordinal);
    }

    private static RgbImage Solid(byte value, int side)
    {
        var pixels = new byte[3 * side * side];
        pixels.AsSpan().Fill(value);
        return new RgbImage(side, side, pixels);
    }
}
