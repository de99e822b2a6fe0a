using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace NoisyLabels.Testing.LabelStudio;

/// <summary>What the fake holds; tests put things in and look at them.</summary>
public sealed class FakeContent
{
    private long _lastId = 100;

    /// <summary>Projects by number.</summary>
    public SortedDictionary<long, JsonObject> Projects { get; } = [];

    /// <summary>Tasks by number, with <c>project</c> and <c>annotations</c>.</summary>
    public SortedDictionary<long, JsonObject> Tasks { get; } = [];

    public SortedDictionary<long, JsonObject> Predictions { get; } = [];

    public SortedDictionary<long, JsonObject> Backends { get; } = [];

    public SortedDictionary<long, JsonObject> Webhooks { get; } = [];

    /// <summary>Uploads by number, with <c>project</c> and <c>file</c>.</summary>
    public SortedDictionary<long, JsonObject> Uploads { get; } = [];

    /// <summary>Folders of local files, with <c>project</c> and <c>path</c>.</summary>
    public SortedDictionary<long, JsonObject> Storages { get; } = [];

    /// <summary>Snapshots by number, with the polls that are left until they are ready.</summary>
    public ConcurrentDictionary<long, int> Exports { get; } = [];

    /// <summary>
    /// Files below <c>/data/upload/</c>, <c>/data/local-files/?d=</c>, <c>/public/</c> and <c>/signed/</c>.
    /// </summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    /// <summary>Where a redirect below <c>/public/</c> or of the resolver leads.</summary>
    public ConcurrentDictionary<string, string> Redirects { get; } = [];

    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <returns>Its number.</returns>
    public long AddProject(string title, string labelConfig)
    {
        var id = NextId();
        lock (Projects)
        {
            Projects[id] = new JsonObject
            {
                ["id"] = id,
                ["title"] = title,
                ["label_config"] = labelConfig,
                ["created_at"] = "2026-11-25T01:30:29.770324Z",
                ["model_version"] = "",
            };
        }

        return id;
    }

    /// <returns>Its number.</returns>
    public long AddTask(long project, string image, params JsonObject[] annotations)
    {
        var id = NextId();
        lock (Tasks)
        {
            Tasks[id] = new JsonObject
            {
                ["id"] = id,
                ["project"] = project,
                ["data"] = new JsonObject { ["image"] = image },
                ["annotations"] = new JsonArray([.. annotations]),
                ["predictions"] = new JsonArray(),
            };
        }

        return id;
    }

    internal List<JsonObject> TasksOf(long project)
    {
        lock (Tasks)
        {
            return [.. Tasks.Values.Where(task => (long)task["project"]! == project)];
        }
    }

    internal JsonObject Add(SortedDictionary<long, JsonObject> rows, JsonNode? body)
    {
        var row = (JsonObject)body!.DeepClone();
        var id = NextId();
        row["id"] = id;
        lock (rows)
        {
            rows[id] = row;
        }

        return row;
    }

    internal static List<JsonObject> Where(
        SortedDictionary<long, JsonObject> rows, string key, long value)
    {
        lock (rows)
        {
            return [.. rows.Values.Where(row => (long?)row[key] == value)];
        }
    }
}
