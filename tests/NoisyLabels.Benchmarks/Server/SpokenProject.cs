using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>
/// What Label Studio would say about one project: the bodies of its messages, in words of their own and not by the
/// product's records.
/// </summary>
internal sealed class SpokenProject(long id)
{
    private const string Config =
        """
        <View><Image name="image" value="$image"/><Choices name="label" toName="image" choice="single">
        <Choice value="disc"/><Choice value="stripes"/></Choices></View>
        """;

    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeSeconds(1_795_570_229);

    /// <summary>The annotations of each task: a request for predictions carries them, an event's task does not.</summary>
    private readonly ConcurrentDictionary<long, ImmutableList<object>> _given = new();

    /// <summary>Annotations have their numbers from the whole installation.</summary>
    private static long _annotations;

    /// <summary>Its part of the API of our own.</summary>
    public string StatusPath => $"api/v1/projects/default/{Uid}";

    private string Uid => string.Create(CultureInfo.InvariantCulture, $"{id}.{Created.ToUnixTimeSeconds()}");

    private object Record => new { id, title = $"Load {id}", label_config = Config, created_at = Created };

    public byte[] Setup() => Json(new { project = Uid, schema = Config, hostname = "http://127.0.0.1:8080" });

    public byte[] TasksCreated(IEnumerable<SpokenTask> tasks) =>
        Json(new { action = "TASKS_CREATED", tasks = tasks.Select(task => Written(task, [])), project = Record });

    public byte[] AnnotationCreated(SpokenTask task)
    {
        var number = Interlocked.Increment(ref _annotations);
        var annotation = new
        {
            id = number,
            task = task.Id,
            project = id,
            result = new[]
            {
                new
                {
                    id = $"r{number}",
                    from_name = "label",
                    to_name = "image",
                    type = "choices",
                    origin = "manual",
                    value = new { choices = new[] { task.Label } },
                },
            },
            was_cancelled = false,
            ground_truth = false,
            created_at = Created,
            updated_at = Created.AddSeconds(number),
            lead_time = 2.5,
            completed_by = 1,
        };
        _given.AddOrUpdate(task.Id, _ => [annotation], (_, given) => given.Add(annotation));
        return Json(new { action = "ANNOTATION_CREATED", annotation, task = Written(task, []), project = Record });
    }

    public byte[] StartTraining() => Json(new { action = "START_TRAINING", project = Record });

    public byte[] Predict(IEnumerable<SpokenTask> tasks) => Json(new
    {
        tasks = tasks.Select(task => Written(task, _given.GetValueOrDefault(task.Id, []))),
        project = Uid,
        label_config = Config,
        @params = new { login = (string?)null, password = (string?)null, context = (object?)null },
    });

    private static object Written(SpokenTask task, ImmutableList<object> annotations) => new
    {
        id = task.Id,
        data = new { image = task.Image },
        created_at = Created,
        updated_at = Created,
        total_annotations = annotations.Count,
        annotations,
        predictions = Array.Empty<object>(),
    };

    private static byte[] Json(object body) => JsonSerializer.SerializeToUtf8Bytes(body);
}
