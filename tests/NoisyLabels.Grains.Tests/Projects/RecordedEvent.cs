using System.Text;
using System.Text.Json;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>A body that a real Label Studio sent to /webhook.</summary>
/// <param name="Instance">An installation for each version.</param>
internal sealed record RecordedEvent(string Instance, string Name, WebhookDelivery Delivery)
{
    /// <summary>All of them; skips the test where they are not at hand.</summary>
    public static IReadOnlyList<RecordedEvent> All()
    {
        Assert.SkipWhen(SharedData.Captures is null, SharedData.AbsentReason);
        return
        [
            .. from folder in Directory.GetDirectories(SharedData.Captures).Order()
               from file in Directory.GetFiles(folder, "webhook-*.json").Order()
               select Load(file),
        ];
    }

    public override string ToString() => $"{Instance}/{Name}";

    private static RecordedEvent Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var version = Path.GetFileName(Path.GetDirectoryName(file)!);
        return new RecordedEvent(
            $"v{version.Replace('.', '-')}",
            Path.GetFileNameWithoutExtension(file),
            new WebhookDelivery(WebhookEvent.Read(
                Encoding.UTF8.GetBytes(root.GetProperty("body").GetRawText()),
                root.GetProperty("headers").GetProperty("User-Agent").GetString()).Message!));
    }
}
