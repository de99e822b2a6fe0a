using Google.Protobuf;
using Onnx;

namespace NoisyLabels.Learning.Tests.Backbones;

/// <summary>Graphs of residual blocks over three channels, whose values can be worked out by hand.</summary>
internal static class ResidualGraphs
{
    /// <summary>
    /// Blocks x → rectifier(2x + x), so that the mean triples with each of them; the last one is pooled to "mean".
    /// </summary>
    /// <param name="rectifier">An operation behind each sum; null for none.</param>
    public static GraphProto Blocks(int count, string? rectifier = "Relu")
    {
        var graph = Empty();
        Add(graph, "Identity", "block0", "image");
        for (var block = 1; block <= count; block++)
        {
            var (before, sum) = ($"block{block - 1}", rectifier is null ? $"block{block}" : $"sum{block}");
            Add(graph, "Conv", $"conv{block}", before, "twice");
            Add(graph, "Add", sum, $"conv{block}", before);
            if (rectifier is not null)
            {
                Add(graph, rectifier, $"block{block}", sum);
            }
        }

        return Finished(graph, $"block{count}");
    }

    /// <summary>
    /// Convolutions whose bias is added by a node of its own, from an initialiser and from a constant.
    /// </summary>
    public static GraphProto SumsThatAddABias()
    {
        var graph = Empty();
        graph.Initializer.Add(Tensor("bias", [1, 3, 1, 1], [1, 2, 3]));
        var constant = new NodeProto { OpType = "Constant", Output = { "constant" } };
        constant.Attribute.Add(new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = Tensor("", [1, 3, 1, 1], [1, 2, 3]),
        });
        graph.Node.Add(constant);
        Add(graph, "Conv", "conv1", "image", "twice");
        Add(graph, "Add", "biased1", "conv1", "bias");
        Add(graph, "Conv", "conv2", "biased1", "twice");
        Add(graph, "Add", "biased2", "conv2", "constant");
        Add(graph, "Conv", "conv3", "biased2", "twice");
        return Finished(graph, "conv3");
    }

    /// <summary>Writes the graph as a model file.</summary>
    public static string Write(GraphProto graph, string path)
    {
        var model = new ModelProto { IrVersion = 7, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private static GraphProto Empty()
    {
        var graph = new GraphProto { Name = "residual" };
        graph.Input.Add(Value("image", null, 3, null, null));
        graph.Initializer.Add(Tensor("twice", [3, 3, 1, 1], [2, 0, 0, 0, 2, 0, 0, 0, 2]));
        return graph;
    }

    private static GraphProto Finished(GraphProto graph, string last)
    {
        Add(graph, "GlobalAveragePool", "mean", last);
        graph.Output.Add(Value("mean", null, 3, 1, 1));
        return graph;
    }

    private static void Add(GraphProto graph, string operation, string output, params string[] inputs) =>
        graph.Node.Add(new NodeProto { OpType = operation, Output = { output }, Input = { inputs } });

    private static TensorProto Tensor(string name, long[] shape, float[] values) => new()
    {
        Name = name,
        DataType = (int)TensorProto.Types.DataType.Float,
        Dims = { shape },
        FloatData = { values },
    };

    private static ValueInfoProto Value(string name, params long?[] shape)
    {
        var dimensions = shape.Select((length, axis) => length is { } known
            ? new TensorShapeProto.Types.Dimension { DimValue = known }
            : new TensorShapeProto.Types.Dimension { DimParam = $"axis{axis}" });
        var type = new TypeProto.Types.Tensor
        {
            ElemType = (int)TensorProto.Types.DataType.Float,
            Shape = new TensorShapeProto { Dim = { dimensions } },
        };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = type } };
    }
}
