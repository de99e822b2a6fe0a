using CsCheck;
using NoisyLabels.Learning.Backbones;

namespace NoisyLabels.Learning.Tests.Backbones;

public sealed class BackboneDescriptorTests
{
    private const string Sound =
        """
        {
          "name": "lite", "file": "lite.onnx", "license": "Apache-2.0",
          "input": { "name": "image", "layout": "NCHW", "color": "RGB", "size": 224, "dynamic_size": true,
                     "mean": [0.5, 0.4, 0.3], "std": [0.2, 0.2, 0.1], "scale": "0..1" },
          "output": { "name": "feature", "dimension": 1280 }
        }
        """;

    private static readonly Gen<double[]> Three = Gen.Double[0.001, 255].Array[3];

    private static readonly Gen<string> Name = Gen.Char["abcXYZ019_-."].Array[0, 20].Select(c => "m" + new string(c));

    [Fact]
    public void A_sound_description_is_read_with_all_its_facts()
    {
        var lite = BackboneDescriptor.Parse(Sound, "lite.json");
        Assert.Equal(("lite", "lite.onnx", null, "Apache-2.0"), (lite.Name, lite.File, lite.Sha256, lite.License));
        Assert.Equal(
            ("image", PixelLayout.Nchw, ColorOrder.Rgb, 224),
            (lite.Input.Name, lite.Input.Layout, lite.Input.Color, lite.Input.Size));
        Assert.True(lite.Input.DynamicSize);
        Assert.Equal([0.5, 0.4, 0.3], lite.Input.Mean);
        Assert.Equal([0.2, 0.2, 0.1], lite.Input.Std);
        Assert.Equal(PixelScale.ZeroToOne, lite.Input.Scale);
        Assert.Equal([new BackboneOutput("feature", 1280)], lite.Outputs);
    }

    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Gen.Select(
            Name,
            Gen.Bool,
            Gen.Enum<PixelLayout>(),
            Gen.Enum<ColorOrder>(),
            Gen.Enum<PixelScale>(),
            Gen.Select(Gen.Int[1, 4096], Three, Three),
            Gen.Int[1, 65_536].Array[1, 4]).Sample((name, flag, layout, color, scale, numbers, dimensions) =>
        {
            var (size, mean, std) = numbers;
            var input = new BackboneInput
            {
                Name = "in:0",
                Layout = layout,
                Color = color,
                Size = size,
                DynamicSize = flag,
                Mean = mean,
                Std = std,
                Scale = scale,
            };
            BackboneOutput[] outputs = [.. dimensions.Select((d, i) => new BackboneOutput($"out \"{i}\"", d))];
            var written = new BackboneDescriptor(name, name + ".onnx", flag
                ? new string('a', 64) : null, flag ? null
                : "MIT", input, outputs);
            var read = BackboneDescriptor.Parse(written.ToJson(), "test");
            Assert.Equal(written.ToJson(), read.ToJson());
            Assert.Equal(outputs, read.Outputs);
            Assert.Equal(mean, read.Input.Mean);
            Assert.Equal(
                (layout, color, scale, flag),
                (read.Input.Layout, read.Input.Color, read.Input.Scale, read.Input.DynamicSize));
        });

    [Theory]
    [InlineData("\"lite\"", "\"a/b\"", "'name' must be letters, digits, dots, dashes and underscores, not \"a/b\"")]
    [InlineData("\"name\": \"lite\", ", "", "'name' is missing (letters, digits, dots, dashes and underscores)")]
    [InlineData("lite.onnx", "../x", "'file' must be the name of a file in the same folder, not \"../x\"")]
    [InlineData("\"license\"", "\"sha256\": \"12\", \"license\"", "'sha256' must be 64 hexadecimal digits, not \"12\"")]
    [InlineData("\"NCHW\"", "\"CHW\"", "'input.layout' must be \"NCHW\" or \"NHWC\", not \"CHW\"")]
    [InlineData("\"RGB\"", "7", "'input.color' must be \"RGB\" or \"BGR\", not 7")]
    [InlineData("224", "22.4", "'input.size' must be a whole number from 1 to 4096, not 22.4")]
    [InlineData("true", "\"yes\"", "'input.dynamic_size' must be true or false, not \"yes\"")]
    [InlineData("[0.5, 0.4, 0.3]", "0.5", "'input.mean' must be three numbers, not 0.5")]
    [InlineData("[0.2, 0.2, 0.1]", "[0.2, 0, 0.1]", "'input.std' must be three numbers above 0, not [0.2, 0, 0.1]")]
    [InlineData("\"0..1\"", "\"0..2\"", "'input.scale' must be \"0..1\" or \"0..255\", not \"0..2\"")]
    [InlineData("1280", "0", "'output.dimension' must be a whole number from 1 to 65536, not 0")]
    [InlineData("{ \"name\": \"feature\", \"dimension\": 1280 }", "\"feature\"", "'output' must be an object")]
    [InlineData(
        "{ \"name\": \"feature\", \"dimension\": 1280 }",
        "[{ \"name\": \"a\", \"dimension\": 1 }, { \"name\": \"a\", \"dimension\": 2 }]",
        "'output' names \"a\" twice")]
    public void One_wrong_fact_is_named_with_what_is_expected(string sound, string wrong, string error)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var refused = Assert.Throws<UserErrorException>(
            () => BackboneDescriptor.Parse(Sound.Replace(sound, wrong, StringComparison.Ordinal), "lite.json"));
        Assert.Equal($"lite.json does not describe a backbone: {error}.", refused.Message);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        const string Wrong = """{"file": 1, "output": {"name": ""}}""";
        var refused = Assert.Throws<UserErrorException>(() => BackboneDescriptor.Parse(Wrong, "x.json"));
        Assert.Equal(
            "x.json does not describe a backbone: 'name' is missing (letters, digits, dots, dashes and underscores); "
            + "'file' must be the name of a file in the same folder, not 1; 'input' must be an object; "
            + "'output.name' must be the name of one of the graph's outputs, not \"\"; "
            + "'output.dimension' is missing (a whole number from 1 to 65536).",
            refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("<html>")]
    public void What_is_no_JSON_is_refused(string text) =>
        Assert.StartsWith(
            "x.json is no JSON file: ",
            Assert.Throws<UserErrorException>(() => BackboneDescriptor.Parse(text, "x.json")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    public void What_is_no_object_is_refused(string text) =>
        Assert.Equal(
            "x.json does not describe a backbone: it must be an object; 'input' must be an object; "
            + "'output' must be an object.",
            Assert.Throws<UserErrorException>(() => BackboneDescriptor.Parse(text, "x.json")).Message);
}
