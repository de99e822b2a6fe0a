using Google.Protobuf;
using NoisyLabels.Learning.Backbones;
using Onnx;

namespace NoisyLabels.Learning.Tests.Backbones;

/// <summary>Real ONNX files of a few nodes whose outputs can be worked out by hand.</summary>
internal static class TinyModels
{
    /// <summary>[n, 3, h, w] → [n, 3, 1, 1]: the mean of each colour.</summary>
    public static string WriteMeanColour(string path, long? side = null, long? images = null) =>
        Write(path, Input(images, 3, side, side), [Pool("image", "mean")], ("mean", [null, 3, 1, 1]));

    /// <summary>[n, h, w, 3] → [n, 3, 1, 1]: the mean of each colour.</summary>
    public static string WriteMeanColourOfPixels(string path) =>
        Write(
            path,
            Input(null, null, null, 3),
            [ToPlanes("image", "planes"), Pool("planes", "mean")],
            ("mean", [null, 3, 1, 1]));

    /// <summary>The mean and the maximum of each colour, as two outputs.</summary>
    public static string WriteMeanAndMaximum(string path) =>
        Write(
            path,
            Input(null, 3, null, null),
            [Pool("image", "mean"), Pool("image", "maximum", "GlobalMaxPool")],
            ("mean", [null, 3, 1, 1]),
            ("maximum", [null, 3, 1, 1]));

    /// <summary>
    /// An output that depends on the other images of the batch: the mean colour less the batch's mean colour.
    /// </summary>
    public static string WriteMinusBatchMean(string path)
    {
        var batchMean = new NodeProto { OpType = "ReduceMean", Input = { "mean" }, Output = { "batch" } };
        batchMean.Attribute.Add(Whole("axes", 0));
        return Write(
            path,
            Input(null, 3, null, null),
            [
                Pool("image", "mean"),
                batchMean,
                new NodeProto { OpType = "Sub", Input = { "mean", "batch" }, Output = { "out" } },
            ],
            ("out", [null, 3, 1, 1]));
    }

    /// <summary>The logarithm of the mean colour: not finite for a dark picture.</summary>
    public static string WriteLogOfMean(string path) =>
        Write(
            path,
            Input(null, 3, null, null),
            [Pool("image", "mean"), new NodeProto { OpType = "Log", Input = { "mean" }, Output = { "log" } }],
            ("log", [null, 3, 1, 1]));

    /// <summary>A backbone over <see cref="WriteMeanColour"/>: values 0..255 as they are.</summary>
    public static Backbone Describe(string modelPath, params BackboneOutput[] outputs) => new()
    {
        Name = "tiny",
        ModelPath = modelPath,
        Sha256 = BackboneShelf.HashOf(modelPath),
        Input = new BackboneInput
        {
            Name = "image",
            Layout = PixelLayout.Nchw,
            Color = ColorOrder.Rgb,
            Size = 16,
            DynamicSize = true,
            Mean = [0, 0, 0],
            Std = [1, 1, 1],
            Scale = PixelScale.ZeroTo255,
        },
        Outputs = outputs is [] ? [new("mean", 3)] : outputs,
    };

    /// <summary>A file that gives the mean colour, and a description that wants B, G, R.</summary>
    public static void WriteDescribed(string folder, string name, BackboneOutput output)
    {
        var path = WriteMeanColour(Path.Combine(folder, name + ".onnx"));
        var tiny = Describe(path, output);
        var descriptor = new BackboneDescriptor(
            name, name + ".onnx", tiny.Sha256, "CC0-1.0", tiny.Input with { Color = ColorOrder.Bgr }, tiny.Outputs);
        File.WriteAllText(Path.Combine(folder, name + ".json"), descriptor.ToJson());
    }

    private static ValueInfoProto Input(params long?[] shape) => Value("image", shape);

    private static NodeProto Pool(string from, string to, string operation = "GlobalAveragePool") =>
        new() { OpType = operation, Input = { from }, Output = { to } };

    private static AttributeProto Whole(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    private static NodeProto ToPlanes(string from, string to)
    {
        var node = new NodeProto { OpType = "Transpose", Input = { from }, Output = { to } };
        node.Attribute.Add(Whole("perm", 0, 3, 1, 2));
        return node;
    }

    private static string Write(
        string path, ValueInfoProto input, NodeProto[] nodes, params (string Name, long?[] Shape)[] outputs)
    {
        var model = new ModelProto { IrVersion = 7, Graph = new GraphProto { Name = "tiny" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        model.Graph.Input.Add(input);
        model.Graph.Node.Add(nodes);
        model.Graph.Output.Add(outputs.Select(o => Value(o.Name, o.Shape)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        model.WriteTo(stream);
        return path;
    }

    private static ValueInfoProto Value(string name, long?[] shape)
    {
        var tensor = new TypeProto.Types.Tensor
        {
            ElemType = (int)TensorProto.Types.DataType.Float,
            Shape = new TensorShapeProto(),
        };
        tensor.Shape.Dim.Add(shape.Select((d, axis) => d is { } fixedLength
            ? new TensorShapeProto.Types.Dimension { DimValue = fixedLength }
            : new TensorShapeProto.Types.Dimension { DimParam = $"axis{axis}" }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
