using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NoisyLabels.Learning.Backbones;

/// <summary>A frozen image encoder: an ONNX file and what must be known to run it.</summary>
public sealed record Backbone
{
    /// <summary>Name, as <c>--backbone</c> takes it: letters, digits, dot, dash, underscore.</summary>
    public required string Name { get; init; }

    /// <summary>Full path of the ONNX file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>SHA-256 of the weights' file, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SPDX name of the licence of the weights; null where nobody stated it.</summary>
    public string? License { get; init; }

    public required BackboneInput Input { get; init; }

    /// <summary>At least one; features are their values side by side, in this order.</summary>
    public required IReadOnlyList<BackboneOutput> Outputs { get; init; }

    /// <summary>What had to be assumed about the file, for the user to read; mostly empty.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Numbers an image of one size: the sum over <see cref="Outputs"/>.</summary>
    public int Dimension => Outputs.Sum(o => o.Dimension);

    /// <summary>
    /// SHA-256 (hex) of all that decides which features an image gets: weights, outputs and pre-processing. Features
    /// may be kept under it; a corrected description of the same file gives another one.
    /// </summary>
    internal string Fingerprint()
    {
        var input = Input;
        var facts = string.Join(
            '\n',
            [
                Sha256, input.Name, input.Layout, input.Color, input.Scale,
                .. input.Mean.Concat(input.Std).Select(v => v.ToString("R", CultureInfo.InvariantCulture)),
                .. Outputs.Select(o => $"{o.Name}:{o.Dimension}"),
            ]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }
}

/// <summary>What a backbone wants to be fed: each value is (scaled byte − mean) / std of its colour.</summary>
public sealed record BackboneInput
{
    /// <summary>Name of the graph's input.</summary>
    public required string Name { get; init; }

    public required PixelLayout Layout { get; init; }

    public required ColorOrder Color { get; init; }

    /// <summary>Side in pixels that the backbone was trained with.</summary>
    public required int Size { get; init; }

    /// <summary>
    /// True where any side may be used (most backbones then want a multiple of 32), not <see cref="Size"/> alone.
    /// </summary>
    public required bool DynamicSize { get; init; }

    /// <summary>[3] means, in the order of <see cref="Color"/>, on the scale of <see cref="Scale"/>.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>
    /// [3] standard deviations, above 0, in the order of <see cref="Color"/>, on the scale of <see cref="Scale"/>.
    /// </summary>
    public required IReadOnlyList<double> Std { get; init; }

    public required PixelScale Scale { get; init; }
}

/// <summary>The order of the axes of a backbone's input.</summary>
public enum PixelLayout
{
    /// <summary>[image, colour, row, column]: one plane a colour.</summary>
    Nchw,

    /// <summary>[image, row, column, colour]: one pixel after the other.</summary>
    Nhwc,
}

/// <summary>The order of a backbone's three input colours.</summary>
public enum ColorOrder
{
    Rgb,
    Bgr,
}

/// <summary>The range of pixel values that a backbone's mean and standard deviation are stated for.</summary>
public enum PixelScale
{
    /// <summary>A byte v becomes v / 255.</summary>
    ZeroToOne,

    /// <summary>A byte v stays v.</summary>
    ZeroTo255,
}

/// <summary>An output of a backbone's graph that serves as features.</summary>
/// <param name="Name">
/// Name of the graph's output; its shape is [n, dimension], or that with further axes of length 1.
/// </param>
/// <param name="Dimension">Numbers an image, at least 1.</param>
public sealed record BackboneOutput(string Name, int Dimension);
