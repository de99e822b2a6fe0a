using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NoisyLabels.Learning.Backbones;

/// <summary>The JSON file beside an ONNX file that says how to use it.</summary>
/// <param name="Name">Name of the backbone.</param>
/// <param name="File">Name of the ONNX file, in the same folder.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex, where stated.</param>
/// <param name="License">SPDX name of its licence, where stated.</param>
internal sealed partial record BackboneDescriptor(
    string Name,
    string File,
    string? Sha256,
    string? License,
    BackboneInput Input,
    IReadOnlyList<BackboneOutput> Outputs)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="json">The text of the file.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="UserErrorException">Something is missing or wrong; the message lists all of it.</exception>
    public static BackboneDescriptor Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var reader = new DescriptorReader(document.RootElement);
            var descriptor = Read(reader);
            return reader.Errors.Count == 0
                ? descriptor
                : throw new UserErrorException(
                    $"{source} does not describe a backbone: {string.Join("; ", reader.Errors)}.");
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{source} is no JSON file: {e.Message}", e);
        }
    }

    /// <summary>A name that can be typed and that is safe as a file name.</summary>
    public static bool IsName(string text) => NamePattern().IsMatch(text);

    public string ToJson()
    {
        var json = new JsonObject { ["name"] = Name, ["file"] = File };
        if (Sha256 is not null)
        {
            json["sha256"] = Sha256;
        }

        if (License is not null)
        {
            json["license"] = License;
        }

        json["input"] = new JsonObject
        {
            ["name"] = Input.Name,
            ["layout"] = Input.Layout == PixelLayout.Nchw ? "NCHW" : "NHWC",
            ["color"] = Input.Color == ColorOrder.Rgb ? "RGB" : "BGR",
            ["size"] = Input.Size,
            ["dynamic_size"] = Input.DynamicSize,
            ["mean"] = new JsonArray([.. Input.Mean.Select(v => JsonValue.Create(v))]),
            ["std"] = new JsonArray([.. Input.Std.Select(v => JsonValue.Create(v))]),
            ["scale"] = Input.Scale == PixelScale.ZeroToOne ? "0..1" : "0..255",
        };
        json["output"] = Outputs is [var only] ? ToJson(only) : new JsonArray([.. Outputs.Select(ToJson)]);
        return json.ToJsonString(Indented) + "\n";
    }

    private static JsonObject ToJson(BackboneOutput output) =>
        new() { ["name"] = output.Name, ["dimension"] = output.Dimension };

    private static BackboneDescriptor Read(DescriptorReader root)
    {
        var name = root.Text("name", IsName, "letters, digits, dots, dashes and underscores");
        var file = root.Text("file", IsPlainFileName, "the name of a file in the same folder");
        var sha256 = root.OptionalText("sha256", Sha256Pattern().IsMatch, "64 hexadecimal digits")?.ToLowerInvariant();
        var license = root.OptionalText("license", _ => true, "text");
        var input = root.Section("input");
        var facts = new BackboneInput
        {
            Name = input.Text("name", IsNotBlank, "the name of the graph's input"),
            Layout = input.Choice("layout", ("NCHW", PixelLayout.Nchw), ("NHWC", PixelLayout.Nhwc)),
            Color = input.Choice("color", ("RGB", ColorOrder.Rgb), ("BGR", ColorOrder.Bgr)),
            Size = input.Whole("size", 1, 4096),
            DynamicSize = input.OptionalFlag("dynamic_size"),
            Mean = input.Three("mean", double.IsFinite, "three numbers"),
            Std = input.Three("std", v => double.IsFinite(v) && v > 0, "three numbers above 0"),
            Scale = input.Choice("scale", ("0..1", PixelScale.ZeroToOne), ("0..255", PixelScale.ZeroTo255)),
        };
        BackboneOutput[] outputs = [.. root.OneOrMore("output").Select(output => new BackboneOutput(
            output.Text("name", IsNotBlank, "the name of one of the graph's outputs"),
            output.Whole("dimension", 1, 65_536)))];
        if (outputs.GroupBy(o => o.Name).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
        {
            root.Errors.Add($"'output' names \"{twice}\" twice");
        }

        return new BackboneDescriptor(name, file, sha256, license, facts, outputs);
    }

    private static bool IsNotBlank(string text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsPlainFileName(string text) =>
        IsNotBlank(text) && text is not ("." or "..") && text.IndexOfAny(['/', '\\', '\0']) < 0;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9A-Fa-f]{64}\z")]
    private static partial Regex Sha256Pattern();
}
