using System.Diagnostics;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>A server with one project that has learned and many that are alive, and what is asked of it.</summary>
internal sealed class LoadedServer(LoadClient client, int side)
{
    /// <summary>As many connections as a Label Studio with several workers opens.</summary>
    public const int Connections = 16;

    private const int Labelled = 40;
    private const int TasksAtOnce = 250;
    private const int LooksAtRest = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan MostForOneKind = TimeSpan.FromSeconds(40);

    private readonly SpokenProject _project = new(1);
    private readonly List<SpokenTask> _tasks = [];
    private SpokenProject[] _others = [];
    private readonly Random _random = new(1);
    private int _next;

    public SpokenProject Project => _project;

    /// <summary>Tasks, their features, labels, and a model that has seen all of them.</summary>
    public async Task LearnAsync(int tasks)
    {
        await client.PostAsync("setup", _project.Setup());
        foreach (var chunk in Enumerable.Range(0, tasks).Chunk(TasksAtOnce))
        {
            var drawn = chunk.Select(number => SpokenTask.Draw(number, side)).ToList();
            _tasks.AddRange(drawn);
            await client.PostAsync("webhook", _project.TasksCreated(drawn));
        }

        _next = tasks;
        await WaitAsync(status => status.Images >= tasks, "Not all images were seen.");
        foreach (var task in _tasks.Take(Labelled))
        {
            await client.PostAsync("webhook", _project.AnnotationCreated(task));
        }

        await WaitAsync(status => status is { IsQuiet: true, Phase: "succeeded" }, "There is no model.");
        await client.PredictAsync(_project.Predict(_tasks), tasks);
    }

    /// <summary>Projects that were set up and have had one event each; their picture is known already.</summary>
    public async Task OpenProjectsAsync(int count)
    {
        _others = [.. Enumerable.Range(2, count - 1).Select(id => new SpokenProject(id))];
        await Parallel.ForEachAsync(_others, InParallel, async (other, _) =>
        {
            await client.PostAsync("setup", other.Setup());
            await client.PostAsync("webhook", other.AnnotationCreated(_tasks[0]));
        });
    }

    /// <summary>Images that came last make one more training due some seconds later.</summary>
    public Task QuietAsync()
    {
        var looks = 0;
        return WaitAsync(
            status => (looks = status.IsQuiet ? looks + 1 : 0) >= LooksAtRest, "The server does not come to rest.");
    }

    /// <summary>One request after the other, a kind after the other.</summary>
    public async Task<IReadOnlyList<Latencies>> MeasureAsync(Func<bool> counts)
    {
        await Waiting.UntilAsync(() => Task.FromResult(counts()), Patience, "No training began.");
        var all = _project.Predict(_tasks);
        return
        [
            await Measure(1000, () => [], _ => client.HealthAsync()),
            await Measure(500, _project.Setup, body => client.PostAsync("setup", body)),
            await Measure(500, () => _project.AnnotationCreated(Known()), body => client.PostAsync("webhook", body)),
            await Measure(500, () => _project.Predict([Known()]), body => client.PredictAsync(body, 1)),
            await Measure(20, () => all, body => client.PredictAsync(body, _tasks.Count)),
            await Measure(100, () => _project.Predict([Unseen()]), body => client.PredictAsync(body, 1)),
        ];

        Task<Latencies> Measure(int count, Func<byte[]> body, Func<byte[], Task> send) =>
            Latencies.MeasureAsync(count, MostForOneKind, body, send, counts);
    }

    /// <returns>Annotations a second, all for the project that trains.</returns>
    public Task<double> EventsOfOneAsync(int count) =>
        EventsAsync([.. Enumerable.Range(0, count).Select(_ => _project.AnnotationCreated(Known()))]);

    /// <returns>Annotations a second, spread over all projects.</returns>
    public Task<double> EventsOfAllAsync(int count) =>
        EventsAsync(
            [.. Enumerable.Range(0, count).Select(i => _others[i % _others.Length].AnnotationCreated(_tasks[0]))]);

    private static ParallelOptions InParallel => new() { MaxDegreeOfParallelism = Connections };

    private async Task<double> EventsAsync(IReadOnlyList<byte[]> bodies)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(bodies, InParallel, async (body, _) => await client.PostAsync("webhook", body));
        return bodies.Count / watch.Elapsed.TotalSeconds;
    }

    private SpokenTask Known() => _tasks[_random.Next(_tasks.Count)];

    private SpokenTask Unseen() => SpokenTask.Draw(_next++, side);

    private Task WaitAsync(Func<ProjectView, bool> condition, string what) =>
        Waiting.UntilAsync(async () => condition(await client.StatusAsync(_project)), Patience, what);
}
