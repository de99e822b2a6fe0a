using System.Security.Cryptography;
using Google.Protobuf;
using NoisyLabels.Common.Files;
using Onnx;

namespace NoisyLabels.Learning.Backbones;

/// <summary>Makes a convolutional network that declares one image of one size take any number of any size.</summary>
/// <remarks>
/// The weights of such a network hold for every size; only three things tie it to one: the declared shapes, and an
/// AveragePool over exactly the last feature map, which is what GlobalAveragePool says without a size.
/// </remarks>
internal static class DynamicShape
{
    private const string GlobalPool = "GlobalAveragePool";

    /// <summary>
    /// The path of the rewritten copy of <paramref name="source"/>, made now unless it is there already.
    /// </summary>
    /// <exception cref="UserErrorException">The source is missing or damaged, or no copy can be written.</exception>
    public static string EnsureCopy(
        string source, string sourceSha256, string folder, string fileName, IReadOnlyList<StageOutput> stages)
    {
        var path = Path.Combine(folder, fileName);
        if (File.Exists(path))
        {
            return path;
        }

        var model = ReadAndCheck(source, sourceSha256);
        Rewrite(model.Graph, stages);
        try
        {
            return Write(model, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The built-in backbone could not be written to {folder} ({e.Message}). "
                + "Set NOISYLABELS_CACHE to a folder that can be written and has 70 MB free.",
                e);
        }
    }

    public static void Rewrite(GraphProto graph, IReadOnlyList<StageOutput> stages)
    {
        var input = graph.Input.Single().Type.TensorType.Shape;
        (input.Dim[0], input.Dim[2], input.Dim[3]) = (Symbol("n"), Symbol("h"), Symbol("w"));
        graph.ValueInfo.Clear();
        foreach (var pool in graph.Node.Where(n => n.OpType == "AveragePool" && IsOutput(graph, n)))
        {
            pool.OpType = GlobalPool;
            pool.Attribute.Clear();
        }

        foreach (var output in graph.Output)
        {
            output.Type.TensorType.Shape.Dim[0] = Symbol("n");
        }

        AddPooled(graph, stages);
    }

    /// <summary>Adds an output [n, channels, 1, 1] a stage: its mean over the picture.</summary>
    public static void AddPooled(GraphProto graph, IReadOnlyList<StageOutput> stages)
    {
        foreach (var stage in stages)
        {
            var name = stage.Output.Name;
            graph.Node.Add(new NodeProto { OpType = GlobalPool, Name = name, Input = { stage.Tensor }, Output = { name } });
            var shape = new TensorShapeProto { Dim = { Symbol("n"), Length(stage.Channels), Length(1), Length(1) } };
            var type = new TypeProto { TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } };
            graph.Output.Add(new ValueInfoProto { Name = name, Type = type });
        }
    }

    private static bool IsOutput(GraphProto graph, NodeProto node) =>
        graph.Output.Any(o => node.Output.Contains(o.Name));

    private static TensorShapeProto.Types.Dimension Length(int length) => new() { DimValue = length };

    private static TensorShapeProto.Types.Dimension Symbol(string name) => new() { DimParam = name };

    private static ModelProto ReadAndCheck(string source, string sha256)
    {
        try
        {
            var content = File.ReadAllBytes(source);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == sha256
                ? ModelProto.Parser.ParseFrom(content)
                : throw new UserErrorException(
                    $"{source} is not the file that came with the program. Install the program again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The built-in backbone cannot be read ({e.Message}). Install the program again.",
                e);
        }
    }

    /// <summary>Writes the model; several processes, or threads of one, may do so at once on a new machine.</summary>
    public static string Write(ModelProto model, string path)
    {
        AtomicFile.Write(path, stream => model.WriteTo(stream));
        return path;
    }
}
