using System.Text.Json;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>Events as Label Studio words them.</summary>
internal static class Events
{
    public const string CatsAndDogs = """
        <View><Image name="image" value="$image"/>
        <Choices name="label" toName="image"><Choice value="cat"/><Choice value="dog"/></Choices></View>
        """;

    public static readonly ProjectKey Pets = new("default", 14, 1795570229);

    public static SetupCommand Setup(string config = CatsAndDogs) => new(config, null, "pets");

    public static WebhookDelivery Saved(
        long task, string label = "cat", long? annotation = null, int minute = 0, bool isStar = false) => Of(new
    {
        action = minute == 0 ? "ANNOTATION_CREATED" : "ANNOTATION_UPDATED",
        annotation = new
        {
            id = annotation ?? task,
            task,
            completed_by = 1,
            updated_by = 1,
            was_cancelled = false,
            ground_truth = isStar,
            lead_time = 2.5,
            created_at = "2026-11-25T02:00:00Z",
            updated_at = $"2026-11-25T02:{minute:00}:00Z",
            result = new[]
            {
                new
                {
                    id = "r",
                    from_name = "label",
                    to_name = "image",
                    type = "choices",
                    value = new { choices = new[] { label } },
                },
            },
        },
        task = new { id = task, data = new { image = $"/data/upload/{task}.png" } },
        project = new { id = 14, title = "pets" },
    });

    public static WebhookDelivery Deleted(params long[] annotations) => Of(new
    {
        action = "ANNOTATIONS_DELETED",
        annotations = annotations.Select(id => new { id }),
        project = new { id = 14, title = "pets" },
    });

    public static WebhookDelivery TasksDeleted(params long[] tasks) => Of(new
    {
        action = "TASKS_DELETED",
        tasks = tasks.Select(id => new { id }),
        project = new { id = 14, title = "pets" },
    });

    public static WebhookDelivery Start() =>
        Of(new { action = "START_TRAINING", project = new { id = 14, title = "pets" } });

    private static WebhookDelivery Of(object body) =>
        new(WebhookEvent.Read(JsonSerializer.SerializeToUtf8Bytes(body), "python-requests/2.32").Message!);
}
