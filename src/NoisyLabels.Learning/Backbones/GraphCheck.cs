using Microsoft.ML.OnnxRuntime;

namespace NoisyLabels.Learning.Backbones;

/// <summary>Compares a loaded ONNX file with its description.</summary>
internal static class GraphCheck
{
    /// <summary>All differences, each as a part of a sentence; none where the description fits.</summary>
    public static IReadOnlyList<string> Differences(
        InferenceSession session, BackboneInput input, IReadOnlyList<BackboneOutput> outputs) =>
        [.. OfInput(session, input), .. outputs.SelectMany(o => OfOutput(session, o))];

    private static IEnumerable<string> OfInput(InferenceSession session, BackboneInput input)
    {
        foreach (var other in session.InputMetadata.Keys.Where(name => name != input.Name))
        {
            yield return $"it wants a further input '{other}'";
        }

        if (!session.InputMetadata.TryGetValue(input.Name, out var facts))
        {
            yield return $"it has no input '{input.Name}'";
            yield break;
        }

        if (facts.ElementType != typeof(float) || facts.Dimensions.Length != 4)
        {
            yield return $"its input '{input.Name}' takes no 32-bit floats with four axes";
            yield break;
        }

        var (channels, height, width) = Axes(facts.Dimensions, input.Layout);
        if (channels is > 0 and not 3)
        {
            var layout = input.Layout.ToString().ToUpperInvariant();
            yield return $"its input has {channels} colours in the layout {layout}, not 3";
        }

        foreach (var side in new[] { height, width }.Distinct().Where(side => side > 0))
        {
            if (input.DynamicSize)
            {
                yield return $"its input has a fixed side of {side} pixels though 'dynamic_size' is true";
            }
            else if (side != input.Size)
            {
                yield return $"its input has a side of {side} pixels, not {input.Size}";
            }
        }
    }

    private static IEnumerable<string> OfOutput(InferenceSession session, BackboneOutput output)
    {
        if (!session.OutputMetadata.TryGetValue(output.Name, out var facts))
        {
            yield return $"it has no output '{output.Name}' (it has {string.Join(", ", session.OutputMetadata.Keys)})";
        }
        else if (facts.ElementType != typeof(float))
        {
            yield return $"its output '{output.Name}' gives no 32-bit floats";
        }
    }

    private static (int Channels, int Height, int Width) Axes(int[] dimensions, PixelLayout layout) =>
        layout == PixelLayout.Nchw
            ? (dimensions[1], dimensions[2], dimensions[3])
            : (dimensions[3], dimensions[1], dimensions[2]);
}
