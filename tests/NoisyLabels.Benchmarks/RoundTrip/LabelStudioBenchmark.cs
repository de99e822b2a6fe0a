using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NoisyLabels.Benchmarks.Experiments;
using NoisyLabels.Benchmarks.Server;
using NoisyLabels.Testing;

namespace NoisyLabels.Benchmarks.RoundTrip;

/// <summary>
/// A folder goes into the real Label Studio, is learned from, corrected and written again: seconds of each step, and how
/// much of the import is Label Studio's own time.
/// </summary>
internal static class LabelStudioBenchmark
{
    private const string Dataset = "drawn";
    private const double MostOfAlone = 1.3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static void Run(BenchmarkArguments arguments) =>
        RunAsync(arguments.Whole("images", 2_000), arguments.Whole("rounds", 2)).GetAwaiter().GetResult();

    private static async Task RunAsync(int images, int rounds)
    {
        using var labelStudio = await LabelStudioProcess.StartAsync();
        using var server = await ServerProcess.StartAsync(labelStudio.Address, LabelStudioProcess.Token);
        using var bare = new BareImport(labelStudio.Address);
        var source = Path.Combine(labelStudio.Files, Dataset);
        await OwnProgram.RunAsync("example", source, "--images", $"{images}");
        var inMemory = BareImage.ReadAll(source);
        Console.WriteLine($"{Environment.ProcessorCount} cores, {inMemory.Count} images, {rounds} rounds");

        var imports = new ResultTable("import", "ours, s", "Label Studio alone, s", "ours / alone", "");
        await CompareAsync("upload", []);
        await CompareAsync("local", ["--media", "local", "--document-root", labelStudio.Files]);
        Console.WriteLine($"\n{imports}");
        Console.WriteLine(await StepsAsync(labelStudio, server, bare, source, inMemory.Count));

        async Task CompareAsync(string media, string[] options)
        {
            var (ours, alone) = (new List<double>(), new List<double>());
            for (var round = 1; round <= rounds; round++)
            {
                // Whichever comes second finds more in the database: they take turns.
                var isFirst = round % 2 == 1;
                for (var turn = 0; turn < 2; turn++, isFirst = !isFirst)
                {
                    var title = $"{media} {round} {(isFirst ? "ours" : "alone")}";
                    var took = isFirst
                        ? await OwnProgram.RunAsync(
                            ["import", source, "--title", title, "--label-studio", labelStudio.Address.AbsoluteUri, .. options])
                        : await bare.RunAsync(title, inMemory, media == "local" ? Dataset : null);
                    (isFirst ? ours : alone).Add(took.TotalSeconds);
                    Console.WriteLine($"{title}: {Seconds(took.TotalSeconds)} s");
                    await RequireAllAsync(bare, title, inMemory.Count);
                }
            }

            var ratio = ours.Sum() / alone.Sum();
            imports.Add(
                $"--media {media}",
                string.Join(", ", ours.Select(Seconds)),
                string.Join(", ", alone.Select(Seconds)),
                ratio.ToString("F2", CultureInfo.InvariantCulture),
                ratio <= MostOfAlone ? $"passes (at most {MostOfAlone})" : $"does not pass (at most {MostOfAlone})");
        }
    }

    private static async Task<ResultTable> StepsAsync(
        LabelStudioProcess labelStudio, ServerProcess server, BareImport bare, string source, int images)
    {
        using var folder = new TemporaryFolder();
        var table = new ResultTable("step", "seconds");
        string[] there = ["--label-studio", labelStudio.Address.AbsoluteUri];
        string[] here = ["--server", server.Address.AbsoluteUri];
        await StepAsync("import", ["import", source, "--title", "steps", .. there]);
        var (id, _, _) = await bare.FindAsync("steps");
        string[] project = ["--project", $"{id}"];
        await StepAsync("connect", ["connect", .. project, .. there, "--backend", server.Address.AbsoluteUri]);
        var watch = Stopwatch.StartNew();
        await Waiting.UntilAsync(async () => await SeenAsync(server, id) >= images, Patience, "Not all images were seen.");
        table.Add("features of all images", Seconds(watch.Elapsed.TotalSeconds));
        await StepAsync("train", ["train", .. project, .. here]);
        await StepAsync(
            "corrections", ["corrections", .. project, .. here, "--format", "json", "--output", folder["corrections.json"]]);
        await StepAsync("decide", ["decide", "accept", "--at-least", "0.6", .. project, .. here]);
        await StepAsync("apply", ["apply", source, folder["corrected"], .. project, .. here, .. there]);
        var truth = File.ReadLines(Path.Combine(source, "truth.csv")).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(columns => Path.GetFileName(columns[0]), columns => columns[1], StringComparer.Ordinal);
        table.Add("right labels before, after", $"{Right(source, truth)}, {Right(folder["corrected"], truth)} of {images}");
        return table;

        async Task StepAsync(string name, string[] args) =>
            table.Add(name, Seconds((await OwnProgram.RunAsync(args)).TotalSeconds));
    }

    /// <summary>A time says nothing when not everything arrived.</summary>
    private static async Task RequireAllAsync(BareImport bare, string title, int images)
    {
        var (_, tasks, annotations) = await bare.FindAsync(title);
        if (tasks != images || annotations != images)
        {
            throw new InvalidOperationException(
                $"\"{title}\" has {tasks} tasks and {annotations} annotations of {images} images.");
        }
    }

    private static async Task<long> SeenAsync(ServerProcess server, long project)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var status = await http.GetStringAsync($"api/v1/projects/default/{project}");
        using var json = JsonDocument.Parse(status);
        return json.RootElement.GetProperty("images").GetInt64();
    }

    private static int Right(string root, Dictionary<string, string> truth) => Directory
        .EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Count(file => truth.TryGetValue(Path.GetFileName(file), out var right)
            && right == Path.GetFileName(Path.GetDirectoryName(file)));

    private static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);
}
