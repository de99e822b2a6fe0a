using System.Text;
using System.Text.Json.Nodes;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Background;

/// <summary>Events of Label Studio 1.23.2: recorded ones, and made ones of the same form.</summary>
internal static class Messages
{
    public const string Config =
        """
        <View><Image name="image" value="$image"/>
        <Choices name="label" toName="image"><Choice value="cat"/><Choice value="dog"/></Choices></View>
        """;

    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    public static WebhookDelivery Recorded(string name)
    {
        Assert.SkipWhen(SharedData.Captures is null, SharedData.AbsentReason);
        var text = File.ReadAllText(Path.Combine(SharedData.Captures!, "1.23.2", $"webhook-{name}.json"));
        return Of(JsonNode.Parse(text)!["body"]!.AsObject());
    }

    /// <param name="second">When it was saved, so that the order of versions is known.</param>
    public static WebhookDelivery Annotated(
        ProjectKey key, long id, long task, string label, int second = 0, bool isStar = false) => Of(new JsonObject
        {
            ["action"] = second == 0 ? "ANNOTATION_CREATED" : "ANNOTATION_UPDATED",
            ["project"] = ProjectOf(key),
            ["task"] = TaskOf(task),
            ["annotation"] = Annotation(id, task, label, second, isStar),
        });

    public static WebhookDelivery TasksDeleted(ProjectKey key, params long[] tasks) => Of(new JsonObject
    {
        ["action"] = "TASKS_DELETED",
        ["project"] = ProjectOf(key),
        ["tasks"] = new JsonArray([.. tasks.Select(task => new JsonObject { ["id"] = task })]),
    });

    public static WebhookDelivery StartTraining(ProjectKey key) =>
        Of(new JsonObject { ["action"] = "START_TRAINING", ["project"] = ProjectOf(key) });

    public static JsonObject Annotation(long id, long task, string label, int second = 0, bool isStar = false) => new()
    {
        ["id"] = id,
        ["task"] = task,
        ["completed_by"] = 1,
        ["updated_by"] = second == 0 ? null : 1,
        ["was_cancelled"] = false,
        ["ground_truth"] = isStar,
        ["created_at"] = Time(0),
        ["updated_at"] = Time(second),
        ["result"] = new JsonArray(new JsonObject
        {
            ["id"] = "r1",
            ["type"] = "choices",
            ["from_name"] = "label",
            ["to_name"] = "image",
            ["value"] = new JsonObject { ["choices"] = new JsonArray(label) },
        }),
    };

    private static JsonObject ProjectOf(ProjectKey key) =>
        new() { ["id"] = key.Id, ["title"] = $"Project {key.Id}", ["label_config"] = Config };

    private static JsonObject TaskOf(long id) =>
        new() { ["id"] = id, ["data"] = new JsonObject { ["image"] = $"/data/upload/1/{id}.png" } };

    private static string Time(int second) => $"{Morning.AddSeconds(second):yyyy-MM-ddTHH:mm:ss.ffffffZ}";

    private static WebhookDelivery Of(JsonObject body) =>
        new(WebhookEvent.Read(Encoding.UTF8.GetBytes(body.ToJsonString()), "python-requests/2.32.5").Message!);
}
