using System.Text;
using System.Text.Json;
using NoisyLabels.Testing;

namespace NoisyLabels.LabelStudio.Tests;

/// <summary>One recorded request of a Label Studio to a backend.</summary>
internal sealed record Capture(string Version, string Name, string Path, string? UserAgent, byte[] Body)
{
    /// <summary>All of them; skips the test where they are not at hand.</summary>
    public static IReadOnlyList<Capture> All()
    {
        Assert.SkipWhen(SharedData.Captures is null, SharedData.AbsentReason);
        return
        [
            .. from folder in Directory.GetDirectories(SharedData.Captures).Order()
               from file in Directory.GetFiles(folder, "*.json").Order()
               where !System.IO.Path.GetFileName(file).StartsWith("rest-", StringComparison.Ordinal)
               select Load(file),
        ];
    }

    public static Capture Of(string version, string name) =>
        All().Single(capture => capture.Version == version && capture.Name == name);

    /// <summary>The body of an answer of Label Studio's API.</summary>
    public static string RestResponse(string name)
    {
        Assert.SkipWhen(SharedData.Captures is null, SharedData.AbsentReason);
        using var document = JsonDocument.Parse(
            File.ReadAllText(System.IO.Path.Combine(SharedData.Captures, "1.23.2", $"rest-{name}.json")));
        return document.RootElement.GetProperty("response").GetRawText();
    }

    public override string ToString() => $"{Version}/{Name}";

    private static Capture Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var body = root.GetProperty("body");
        return new Capture(
            System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file)!),
            System.IO.Path.GetFileNameWithoutExtension(file),
            root.GetProperty("path").GetString()!,
            root.GetProperty("headers").GetProperty("User-Agent").GetString(),
            body.ValueKind is JsonValueKind.Null ? [] : Encoding.UTF8.GetBytes(body.GetRawText()));
    }
}
