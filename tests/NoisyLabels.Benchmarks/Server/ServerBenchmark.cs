using System.Diagnostics;
using System.Globalization;
using NoisyLabels.Benchmarks.Experiments;

namespace NoisyLabels.Benchmarks.Server;

/// <summary>
/// What Label Studio waits for, while a training runs and while none does: each figure against its limit. The client
/// takes its share of the same cores.
/// </summary>
internal static class ServerBenchmark
{
    private const int LeastEventsPerSecond = 500;

    private static readonly (string Name, double Limit)[] Kinds =
    [
        ("/health", 20),
        ("/setup", 20),
        ("/webhook, an annotation", 20),
        ("/predict, 1 known task", 20),
        ("/predict, all known tasks", 1000),
        ("/predict, 1 unseen image", 150),
    ];

    public static void Run(BenchmarkArguments arguments) => RunAsync(arguments).GetAwaiter().GetResult();

    private static async Task RunAsync(BenchmarkArguments arguments)
    {
        var (projects, events) = (arguments.Whole("projects", 500), arguments.Whole("events", 2_000));
        var (tasks, side) = (arguments.Whole("tasks", 1_000), arguments.Whole("side", 128));
        Console.WriteLine($"{Environment.ProcessorCount} cores, load average {LoadAverage()}");
        var watch = Stopwatch.StartNew();
        using var server = await ServerProcess.StartAsync();
        using var client = new LoadClient(server.Address, LoadedServer.Connections + 1);
        var loaded = new LoadedServer(client, side);
        Say(watch, $"started, {server.MemoryMiB} MiB");
        await loaded.LearnAsync(tasks);
        var small = server.MemoryMiB;
        Say(watch, $"{tasks} tasks seen and learned from, {small} MiB");
        await loaded.OpenProjectsAsync(projects);
        var many = server.MemoryMiB;
        Say(watch, $"{projects} projects alive, {many} MiB");

        IReadOnlyList<Latencies> busy;
        double one, all, share;
        await using (var keeper = new TrainingKeeper(client, loaded.Project))
        {
            busy = await loaded.MeasureAsync(() => keeper.IsTraining);
            one = await loaded.EventsOfOneAsync(events);
            all = await loaded.EventsOfAllAsync(events);
            share = keeper.Share;
        }

        Say(watch, $"measured while a training ran, {share:P0} of the time");
        await loaded.QuietAsync();
        Say(watch, "at rest");
        var before = server.ProcessorTime;
        var rested = await loaded.EventsOfOneAsync(events);
        var cost = (server.ProcessorTime - before).TotalMilliseconds / events;
        await loaded.QuietAsync();
        var quiet = await loaded.MeasureAsync(() => true);
        Say(watch, $"measured at rest, processor time {server.ProcessorTime.TotalSeconds:F0} s, load {LoadAverage()}");
        Console.WriteLine();
        Console.WriteLine(Table(busy, quiet, tasks));
        Console.WriteLine(Figures((one, all, rested, cost), projects, (small, many, server.MemoryMiB)));
    }

    private static ResultTable Table(IReadOnlyList<Latencies> busy, IReadOnlyList<Latencies> quiet, int tasks)
    {
        var table = new ResultTable(
            "milliseconds",
            "training: p50",
            "p99 / limit = ratio",
            "requests",
            "at rest: p50",
            "p99 / limit = ratio",
            "requests");
        foreach (var (i, (name, limit)) in Kinds.Index())
        {
            table.Add(
                name.Replace("all known", $"{tasks} known", StringComparison.Ordinal),
                busy[i].Median,
                busy[i].Against(limit),
                $"{busy[i].Count}",
                quiet[i].Median,
                quiet[i].Against(limit),
                $"{quiet[i].Count}");
        }

        return table;
    }

    /// <param name="events">A second, and the processor time of one at rest in milliseconds.</param>
    private static ResultTable Figures(
        (double One, double All, double Rested, double Cost) events,
        int projects,
        (long One, long All, long End) memory)
    {
        var table = new ResultTable(
            $"annotations over {LoadedServer.Connections} connections", "measured / at least = ratio");
        table.Add("a second while a training runs, one project", Latencies.Ratio(events.One, LeastEventsPerSecond));
        table.Add($"the same, {projects - 1} projects", Latencies.Ratio(events.All, LeastEventsPerSecond));
        table.Add("a second at rest, one project", Latencies.Ratio(events.Rested, LeastEventsPerSecond));
        table.Add("processor time of the server for one, ms", events.Cost.ToString("F2", CultureInfo.InvariantCulture));
        table.Add(
            $"memory with 1 project / {projects} alive / at the end, MiB",
            $"{memory.One} / {memory.All} / {memory.End}");
        return table;
    }

    /// <summary>Of 1, 5 and 15 minutes: what else wants the cores shows in every figure.</summary>
    private static string LoadAverage() => OperatingSystem.IsLinux()
        ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3])
        : "unknown";

    private static void Say(Stopwatch watch, string what) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:F1} s  {what}"));
}
