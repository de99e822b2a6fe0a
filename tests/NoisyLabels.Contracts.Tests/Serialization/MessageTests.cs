using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.LabelStudio.Backend.Webhooks;
using NoisyLabels.LabelStudio.Records;
using NoisyLabels.Testing;
using Orleans.Serialization;

namespace NoisyLabels.Contracts.Tests.Serialization;

/// <summary>Records of Label Studio's library, through Orleans's serializer.</summary>
public sealed class MessageTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly TaskRecord Full = new()
    {
        Id = 1,
        Data = TaskData.Parse("""{"image" : "/data/ü.png", "n": 1.50, "deep":{"list":[1,null,"\ud83e\udd8a"]}}"""),
        CreatedAt = Noon,
        UpdatedAt = Noon.AddSeconds(1),
        PredictionVersions = ["noisylabels-v1", "other"],
        Annotations =
        [
            new AnnotationRecord
            {
                Id = 2,
                UniqueId = "u",
                TaskId = 1,
                ProjectId = 14,
                CompletedBy = 5,
                UpdatedBy = 6,
                WasCancelled = true,
                GroundTruth = true,
                CreatedAt = Noon.AddSeconds(2),
                UpdatedAt = Noon.AddSeconds(3),
                LeadTime = 0.1,
                ParentPrediction = 7,
                Regions =
                [
                    new ResultRegion
                    {
                        Id = "r",
                        FromName = "label",
                        ToName = "image",
                        Type = "choices",
                        Origin = "manual",
                        Score = 0.3,
                        ItemIndex = 4,
                        IsOnShape = true,
                        Choices = [["Tiere", "Füchse 🦊"], ["cat"]],
                    },
                ],
            },
            new AnnotationRecord(),
        ],
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Every_field_of_a_record_travels()
    {
        AssertFull(Full);
        AssertFull(Full.Annotations[0]);
        AssertFull(Full.Annotations[0].Regions[0]);
        ImmutableArray<TaskRecord> tasks = [Full, new TaskRecord()];
        AssertSame(tasks, Sent(new TaskDelivery(tasks, null, AnnotationsAreComplete: true, Noon)).Tasks);
        AssertSame(tasks, Sent(new ReconciliationPage(Noon, tasks, IsLast: false)).Tasks);
        AssertSame(tasks, Sent(new PredictCommand(tasks, "<View/>", TimeSpan.FromSeconds(3))).Tasks);
        Assert.Empty(Sent(new ReconciliationPage(Noon, [], IsLast: true)).Tasks);
    }

    [Fact]
    public void Within_a_process_nothing_is_copied()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        var event_ = new WebhookDelivery(new AnnotationsSaved("ANNOTATION_CREATED", null) { Tasks = [Full] });
        var tasks = new TaskDelivery([Full], null, AnnotationsAreComplete: true);
        Assert.Same(event_, copier.Copy(event_));
        Assert.Same(tasks, copier.Copy(tasks));
    }

    public static TheoryData<string> Events =>
    [
        """{"action":"ANNOTATION_CREATED"}""",
        """{"action":"ANNOTATIONS_UPDATED","annotations":[{"id":1,"task":2}],"tasks":[{"id":2}],"project":{"id":7}}""",
        """{"action":"ANNOTATIONS_DELETED","annotations":[{"id":1},{"id":2}]}""",
        """{"action":"TASKS_CREATED","tasks":[{"id":2,"data":{"image":"a"}}]}""",
        """{"action":"TASKS_CREATED"}""",
        """{"action":"TASKS_DELETED","tasks":[{"id":1},{"id":2}]}""",
        """{"action":"PROJECT_UPDATED","project":{"id":7,"title":"Pets","label_config":"<View/>"}}""",
        """{"action":"START_TRAINING","project":{"id":7,"created_at":"2026-11-25T01:30:29.770324Z"}}""",
        """{"action":"REVIEW_CREATED"}""",
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_arrives_as_it_was_read(string body) => AssertTravels(Encoding.UTF8.GetBytes(body), null);

    [Fact]
    public void Every_recorded_event_arrives_as_it_was_read()
    {
        Assert.SkipWhen(SharedData.Captures is null, SharedData.AbsentReason);
        var files = Directory.GetFiles(SharedData.Captures, "webhook-*.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            AssertTravels(
                Encoding.UTF8.GetBytes(document.RootElement.GetProperty("body").GetRawText()),
                document.RootElement.GetProperty("headers").GetProperty("User-Agent").GetString());
        }
    }

    private void AssertTravels(byte[] body, string? userAgent)
    {
        var read = WebhookEvent.Read(body, userAgent).Message!;
        var sent = Sent(new WebhookDelivery(read)).Event;
        Assert.IsType(read.GetType(), sent);
        AssertSame<object>(read with { Project = null }, sent with { Project = null });
        Assert.Equal(
            (read.Project?.Uid, read.Project?.Title, read.Project?.LabelConfig),
            (sent.Project?.Uid, sent.Project?.Title, sent.Project?.LabelConfig));
    }

    private T Sent<T>(T message)
        where T : notnull
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(message))!;
    }

    private static void AssertSame<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));

    /// <summary>Guards the comparison: a field at its default would travel by being left at home.</summary>
    private static void AssertFull<T>(T record)
        where T : notnull => Assert.All(typeof(T).GetProperties(), property =>
        {
            var value = property.GetValue(record);
            Assert.NotNull(value);
            Assert.NotEqual(false, value);
        });
}
