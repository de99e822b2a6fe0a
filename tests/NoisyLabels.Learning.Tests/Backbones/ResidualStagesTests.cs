using NoisyLabels.Learning.Backbones;
using NoisyLabels.Testing;
using Onnx;

namespace NoisyLabels.Learning.Tests.Backbones;

public sealed class ResidualStagesTests
{
    [Fact]
    public void The_packaged_network_has_the_stages_that_are_written_down() =>
        Assert.Equal(ResNet18Package.Stages, ResidualStages.Find(Read(ResNet18Package.PackagedPath)));

    [Fact]
    public void EfficientNet_has_a_stage_at_the_end_of_each_block_with_a_shortcut()
    {
        Assert.SkipWhen(SharedData.Backbones is null, SharedData.AbsentReason);

        var stages = ResidualStages.Find(Read(Path.Combine(SharedData.Backbones!, "efficientnet-lite0.onnx")));

        Assert.Equal([80, 112, 112, 192, 192, 192], stages.Select(s => s.Channels));
        Assert.All(
            stages.Zip(new[] { 7, 9, 10, 12, 13, 14 }),
            pair => Assert.Matches($"(^|[^0-9]){pair.Second}([^0-9]|$)", pair.First.Tensor));
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("Clip")]
    [InlineData("HardSwish")]
    public void A_block_ends_behind_its_rectifier(string rectifier) => Assert.Equal(
        [new StageOutput("block1", 3), new StageOutput("block2", 3)],
        ResidualStages.Find(ResidualGraphs.Blocks(3, rectifier)));

    [Fact]
    public void A_block_without_rectifier_ends_in_its_sum() => Assert.Equal(
        [new StageOutput("block1", 3)], ResidualStages.Find(ResidualGraphs.Blocks(2, rectifier: null)));

    [Fact]
    public void The_last_six_are_taken_without_the_one_that_is_pooled_anyway() => Assert.Equal(
        Enumerable.Range(3, 6).Select(block => $"block{block}"),
        ResidualStages.Find(ResidualGraphs.Blocks(9)).Select(s => s.Tensor));

    [Fact]
    public void A_graph_without_sums_has_no_stages()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(ResidualStages.Find(Read(TinyModels.WriteMeanAndMaximum(folder["m.onnx"]))));
    }

    [Fact]
    public void The_sum_of_a_convolution_and_its_bias_is_no_block() =>
        Assert.Empty(ResidualStages.Find(ResidualGraphs.SumsThatAddABias()));

    private static GraphProto Read(string path) => ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph;
}
