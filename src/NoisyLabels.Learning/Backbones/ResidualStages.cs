using Onnx;

namespace NoisyLabels.Learning.Backbones;

/// <summary>
/// Finds where the blocks of a residual network end. The mean over the picture of what stands there says much that the
/// last output has forgotten, above all for pictures unlike those the network was trained on, and it costs no time.
/// </summary>
/// <remarks>
/// A block ends in the sum of two computed tensors, or in the rectifier behind that sum. Only sums whose
/// number of channels can be read from a convolution before them count. A network without such sums has no stages.
/// </remarks>
internal static class ResidualStages
{
    /// <summary>Blocks that are taken, the last ones: earlier ones see edges and colours rather than objects.</summary>
    private const int LastBlocks = 6;

    private static readonly string[] Rectifiers = ["Relu", "Clip", "LeakyRelu", "HardSwish"];

    /// <summary>What keeps the number of channels, so that it can be read from the tensor before it.</summary>
    private static readonly string[] ChannelKeeping = [.. Rectifiers, "BatchNormalization", "Add", "Mul", "Sigmoid", "Identity", "MaxPool", "AveragePool"];

    /// <summary>
    /// The ends of the last blocks in the order of the graph, without the one that the output is pooled from.
    /// </summary>
    public static IReadOnlyList<StageOutput> Find(GraphProto graph)
    {
        var producers = graph.Node.Where(n => n.OpType != "Constant").SelectMany(n => n.Output.Select(o => (Tensor: o, Node: n)))
            .DistinctBy(p => p.Tensor).ToDictionary(p => p.Tensor, p => p.Node);
        var weights = graph.Initializer.DistinctBy(i => i.Name).ToDictionary(i => i.Name);
        var pooled = graph.Node.Where(n => n.OpType is "GlobalAveragePool" or "ReduceMean" or "AveragePool")
            .Select(n => n.Input[0]).ToHashSet();
        return
        [
            .. graph.Node
                .Where(n => n.OpType == "Add" && n.Input.All(producers.ContainsKey))
                .Select(n => RectifierOutput(graph, n.Output[0]))
                .Where(tensor => !pooled.Contains(tensor))
                .Select(tensor => new StageOutput(tensor, Channels(tensor, producers, weights)))
                .Where(stage => stage.Channels > 0)
                .TakeLast(LastBlocks),
        ];
    }

    private static string RectifierOutput(GraphProto graph, string sum) =>
        graph.Node.FirstOrDefault(n => Rectifiers.Contains(n.OpType) && n.Input[0] == sum)?.Output[0] ?? sum;

    // The first axis of a convolution's weights, [out, in / groups, kh, kw]
    private static int Channels(string tensor, Dictionary<string, NodeProto> producers, Dictionary<string, TensorProto> weights)
    {
        while (producers.TryGetValue(tensor, out var node))
        {
            if (node.OpType == "Conv")
            {
                return weights.TryGetValue(node.Input[1], out var kernel) && kernel.Dims.Count == 4 ? (int)kernel.Dims[0] : 0;
            }

            if (!ChannelKeeping.Contains(node.OpType))
            {
                return 0;
            }

            tensor = node.Input[0];
        }

        return 0;
    }
}

/// <summary>A tensor inside a graph whose mean over the picture is to become a further output.</summary>
/// <param name="Tensor">Name of the tensor, [n, channels, h, w].</param>
/// <param name="Channels">Its second axis.</param>
internal sealed record StageOutput(string Tensor, int Channels)
{
    /// <summary>The output that it becomes, [n, channels, 1, 1].</summary>
    public BackboneOutput Output => new(Tensor + "_Pooled", Channels);
}
