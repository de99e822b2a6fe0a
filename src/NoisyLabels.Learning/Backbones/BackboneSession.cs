using Microsoft.ML.OnnxRuntime;
using NoisyLabels.Learning.Native;

namespace NoisyLabels.Learning.Backbones;

/// <summary>A loaded ONNX file. Any number of threads may run it at once, each on its own core.</summary>
internal sealed class BackboneSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string _inputName;
    private readonly PixelLayout _layout;
    private readonly string[] _outputNames;

    private BackboneSession(
        InferenceSession session, string inputName, PixelLayout layout, IEnumerable<string> outputNames)
    {
        (_session, _inputName, _layout, _outputNames) = (session, inputName, layout, [.. outputNames]);
        var declared = session.InputMetadata[inputName].Dimensions[0];
        DeclaredBatch = declared > 0 ? declared : null;
    }

    /// <summary>Images in one call, where the file allows one number only.</summary>
    public int? DeclaredBatch { get; }

    /// <exception cref="UserErrorException">The file cannot be loaded, or is not what its description says.</exception>
    public static BackboneSession Open(Backbone backbone)
    {
        var session = Load(backbone.ModelPath);
        if (GraphCheck.Differences(session, backbone.Input, backbone.Outputs) is { Count: > 0 } differences)
        {
            session.Dispose();
            throw new UserErrorException(
                $"{Path.GetFileName(backbone.ModelPath)} is not as described: {string.Join("; ", differences)}.");
        }

        return new BackboneSession(
            session, backbone.Input.Name, backbone.Input.Layout, backbone.Outputs.Select(o => o.Name));
    }

    /// <summary>Loads an ONNX file, set up so that one call uses one thread and memory stays flat.</summary>
    /// <exception cref="UserErrorException">It cannot be loaded.</exception>
    public static InferenceSession Load(string modelPath)
    {
        using var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            InterOpNumThreads = 1,
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            var session = new InferenceSession(modelPath, options);
            NativeHeap.Trim();
            return session;
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserErrorException(
                $"{Path.GetFileName(modelPath)} is no ONNX file that can be loaded: {Essence(e)}",
                e);
        }
    }

    /// <summary>
    /// Runs <paramref name="images"/> images of <paramref name="size"/> × <paramref name="size"/> pixels.
    /// </summary>
    /// <param name="tensor">At least images · 3 · size · size values, in the layout of the input.</param>
    /// <returns>For each output its values, image after image.</returns>
    /// <exception cref="OnnxRuntimeException">The graph does not take such images.</exception>
    public IReadOnlyList<float[]> Run(float[] tensor, int images, int size)
    {
        long[] shape = _layout == PixelLayout.Nchw ? [images, 3, size, size] : [images, size, size, 3];
        using var input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, tensor.AsMemory(0, images * 3 * size * size), shape);
        using var outputs = _session.Run(_runOptions, [_inputName], [input], _outputNames);
        return [.. outputs.Select(o => o.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <summary>Runs one black image and returns the number of values of each output.</summary>
    /// <exception cref="UserErrorException">The graph does not take images of that size.</exception>
    public IReadOnlyList<int> Probe(string backboneName, int size)
    {
        try
        {
            var images = DeclaredBatch ?? 1;
            return [.. Run(new float[images * 3 * size * size], images, size).Select(values => values.Length / images)];
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserErrorException(
                $"The backbone {backboneName} does not take images of {size} x {size} pixels; "
                + $"most want a multiple of 32. ONNX Runtime says: {Essence(e)}",
                e);
        }
    }

    /// <summary>Runs one black image and compares the number of values with the description.</summary>
    /// <exception cref="UserErrorException">
    /// The graph does not take images of that size, or gives something else.
    /// </exception>
    public void Check(Backbone backbone, int size)
    {
        var counts = Probe(backbone.Name, size);
        string[] differences = [.. backbone.Outputs.Zip(counts)
            .Select(pair => (Output: pair.First, Count: pair.Second))
            .Where(found => found.Output.Dimension != found.Count)
            .Select(found =>
                $"its output '{found.Output.Name}' has {found.Count} numbers an image, not {found.Output.Dimension}")];
        if (differences.Length > 0)
        {
            throw new UserErrorException(
                $"The backbone {backbone.Name} is not as described: {string.Join("; ", differences)}.");
        }
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
        NativeHeap.Trim();
    }

    /// <summary>A session whose input and outputs have just been read from the file itself.</summary>
    internal static BackboneSession Over(InferenceSession session, BackboneInput input, string output) =>
        new(session, input.Name, input.Layout, [output]);

    /// <summary>
    /// The first line without what stands before the reason: "[ErrorCode:Fail] Load model from … failed:".
    /// </summary>
    private static string Essence(OnnxRuntimeException e)
    {
        var line = e.Message.Split('\n', 2)[0];
        foreach (var end in new[] { "] ", " failed:" })
        {
            line = line[(line.IndexOf(end, StringComparison.Ordinal) is >= 0 and var at ? at + end.Length : 0)..];
        }

        return line.Trim();
    }
}
