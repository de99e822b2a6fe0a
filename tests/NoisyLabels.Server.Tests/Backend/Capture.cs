using System.Text.Json;
using NoisyLabels.Testing;

namespace NoisyLabels.Server.Tests.Backend;

/// <summary>One recorded request of a Label Studio to a backend.</summary>
internal sealed record Capture(string Name, string Method, string Path, string UserAgent, string? Body)
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

    public override string ToString() => Name;

    private static Capture Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var body = root.GetProperty("body");
        return new Capture(
            System.IO.Path.GetRelativePath(SharedData.Captures!, file),
            root.GetProperty("method").GetString()!,
            root.GetProperty("path").GetString()!,
            root.GetProperty("headers").GetProperty("User-Agent").GetString()!,
            body.ValueKind is JsonValueKind.Null ? null : body.GetRawText());
    }
}
