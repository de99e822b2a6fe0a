using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Detection;
using NoisyLabels.Learning.Heads;
using NoisyLabels.Learning.Neighbors;
using NoisyLabels.Learning.Numerics;
using NoisyLabels.Learning.Tests.Backbones;

namespace NoisyLabels.Learning.Tests.Detection;

public sealed class FeatureBlocksTests
{
    [Fact]
    public void The_last_output_ends_the_features_of_each_size()
    {
        var backbone = TinyModels.Describe(typeof(FeatureBlocksTests).Assembly.Location, new BackboneOutput("inner", 5), new BackboneOutput("last", 2));

        Assert.Equal([new(5, 2), new(12, 2)], FeatureBlocks.Of(backbone, sizes: 2).FinalColumns);
    }

    [Fact]
    public void What_is_not_final_comes_from_inside_the_backbone()
    {
        var input = Input(new ColumnRange(5, 2), new ColumnRange(12, 2));

        Assert.Equal([new(0, 5), new(7, 5)], input.InnerColumns);
        Assert.Equal([new(0, 14)], input.AllColumns);
    }

    [Fact]
    public void A_backbone_of_one_output_has_nothing_inside() =>
        Assert.Empty(Input(new ColumnRange(0, 7), new ColumnRange(7, 7)).InnerColumns);

    [Fact]
    public void Neighbours_are_looked_for_in_the_final_columns_only()
    {
        var features = new FloatMatrix(3, 3, [99, 1, 2, -7, 4, 1, 3, 0, 0]);
        var elsewhere = new FloatMatrix(3, 3, [0, 1, 2, 0, 4, 1, 50, 0, 0]);
        var blocks = new FeatureBlocks([new(1, 2)]);

        Assert.Equal((3, 2), (blocks.Final(features).Rows, blocks.Final(features).Columns));
        Assert.Equal(blocks.Final(features).Values, blocks.Final(elsewhere).Values);
    }

    private static DetectionInput Input(params ColumnRange[] final) =>
        new(new FloatMatrix(1, 14), final, [0], 2, new NeighborGraph(1, 0, [], []), 0);
}
