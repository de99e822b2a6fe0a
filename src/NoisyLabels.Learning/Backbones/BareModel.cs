using Microsoft.ML.OnnxRuntime;

namespace NoisyLabels.Learning.Backbones;

/// <summary>Describes an ONNX file that comes without a description, as far as its graph tells.</summary>
internal static class BareModel
{
    private const int UsualSize = 224;

    /// <summary>Means of ImageNet's R, G, B on the scale 0..1, as nearly all public image networks use them.</summary>
    private static readonly double[] ImageNetMean = [0.485, 0.456, 0.406];

    private static readonly double[] ImageNetStd = [0.229, 0.224, 0.225];

    /// <exception cref="UserErrorException">The file cannot be loaded, or its graph leaves questions open.</exception>
    public static BackboneDescriptor Describe(string modelPath)
    {
        using var graph = BackboneSession.Load(modelPath);
        var input = DescribeInput(graph, modelPath);
        if (graph.OutputMetadata.Count != 1)
        {
            throw Unclear(modelPath, $"it has the outputs {string.Join(", ", graph.OutputMetadata.Keys)}");
        }

        var output = graph.OutputMetadata.Keys.Single();
        using var session = BackboneSession.Over(graph, input, output);
        var dimension = session.Probe(Path.GetFileName(modelPath), input.Size)[0];
        var name = Path.GetFileNameWithoutExtension(modelPath);
        return new BackboneDescriptor(name, Path.GetFileName(modelPath), null, null, input, [new(output, dimension)]);
    }

    /// <summary>What <see cref="Describe"/> took for granted, for the user to read.</summary>
    public static string Assumptions(string modelPath) =>
        $"No description lies beside {Path.GetFileName(modelPath)}: it is taken to want RGB values 0..1, "
        + "normalised with the mean and standard deviation of ImageNet.";

    private static BackboneInput DescribeInput(InferenceSession graph, string modelPath)
    {
        if (graph.InputMetadata.Count != 1)
        {
            throw Unclear(modelPath, $"it has the inputs {string.Join(", ", graph.InputMetadata.Keys)}");
        }

        var (name, facts) = graph.InputMetadata.Single();
        if (facts.ElementType != typeof(float)
            || facts.Dimensions is not [_, var a, var b, var c]
            || (a != 3 && c != 3))
        {
            throw Unclear(modelPath, $"its input '{name}' is not [n, 3, h, w] or [n, h, w, 3] of 32-bit floats");
        }

        var layout = a == 3 ? PixelLayout.Nchw : PixelLayout.Nhwc;
        var (height, width) = layout == PixelLayout.Nchw ? (b, c) : (a, b);
        if (height > 0 && width > 0 && height != width)
        {
            throw Unclear(modelPath, $"its input '{name}' takes {width} x {height} pixels, and only squares are fed");
        }

        var side = Math.Max(height, width);
        return new BackboneInput
        {
            Name = name,
            Layout = layout,
            Color = ColorOrder.Rgb,
            Size = side > 0 ? side : UsualSize,
            DynamicSize = side <= 0,
            Mean = ImageNetMean,
            Std = ImageNetStd,
            Scale = PixelScale.ZeroToOne,
        };
    }

    private static UserErrorException Unclear(string modelPath, string what) => new(
        $"{Path.GetFileName(modelPath)} cannot be used without a description: {what}. "
        + $"Write {Path.GetFileNameWithoutExtension(modelPath)}.json beside it (src/NoisyLabels.Learning/README.md shows one).");
}
