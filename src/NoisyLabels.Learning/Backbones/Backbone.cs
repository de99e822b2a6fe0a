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
