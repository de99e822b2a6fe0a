using System.Text.Json;
using NoisyLabels.EndToEnd.Tests.Servers;
using NoisyLabels.Testing;

namespace NoisyLabels.EndToEnd.Tests;

/// <summary>A folder goes into the real Label Studio, is corrected, and comes back.</summary>
public sealed class DatasetRoundTripTests(ITestOutputHelper output)
{
    private const int Images = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact(Explicit = true)]
    public async Task A_folder_is_imported_once_learned_from_and_written_again_with_fewer_wrong_labels()
    {
        using var folder = new TemporaryFolder();
        await using var labelStudio = await RealLabelStudio.StartAsync();
        await using var server = await OwnServer.StartAsync(labelStudio.Address, RealLabelStudio.Token);
        string[] there = ["--label-studio", labelStudio.Address.AbsoluteUri];
        string[] here = ["--server", server.Address.AbsoluteUri];
        await DoAsync("example", folder["drawn"], "--images", $"{Images}");

        await DoAsync(["import", folder["drawn"], "--title", "drawn", .. there]);
        var again = await DoAsync(["import", folder["drawn"], "--title", "drawn", .. there]);
        Assert.Contains($"{Images} images were there already", again, StringComparison.Ordinal);
        var (project, tasks) = await TasksAsync(labelStudio);
        Assert.Equal(Images, tasks.Count);
        Assert.All(tasks, task => Assert.False(
            Assert.Single(task.GetProperty("annotations").EnumerateArray()).GetProperty("ground_truth").GetBoolean()));

        string[] ofProject = ["--project", $"{project}"];
        await DoAsync(["connect", .. ofProject, .. there, "--backend", server.Address.AbsoluteUri]);
        await Eventually.TrueAsync(
            async () => await ImagesAsync(server, project) == Images, Patience, () => server.Tail);
        await DoAsync(["train", .. ofProject, .. here]);
        await DoAsync(["decide", "accept", "--at-least", "0.6", .. ofProject, .. here]);
        await DoAsync(["apply", folder["drawn"], folder["right"], .. ofProject, .. here, .. there]);

        var truth = Truth(folder["drawn/truth.csv"]);
        var (before, after) = (Right(folder["drawn"], truth), Right(folder["right"], truth));
        output.WriteLine($"right labels before: {before} of {Images}, after: {after}");
        Assert.True(after > before, $"{before} → {after}\n{server.Tail}");
    }

    private static async Task<string> DoAsync(params IReadOnlyList<string> args)
    {
        var (code, said) = await OwnProgram.RunAsync(RealLabelStudio.Token, args);
        Assert.True(code == 0, $"noisylabels {string.Join(' ', args)} ended with {code}:\n{said}");
        return said;
    }

    private static async Task<(long Project, List<JsonElement> Tasks)> TasksAsync(RealLabelStudio labelStudio)
    {
        using var http = new HttpClient { BaseAddress = labelStudio.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Token {RealLabelStudio.Token}");
        var cancellation = TestContext.Current.CancellationToken;
        var projects = JsonDocument.Parse(await http.GetStringAsync("api/projects", cancellation)).RootElement;
        var project = Assert.Single(projects.GetProperty("results").EnumerateArray()).GetProperty("id").GetInt64();
        var tasks = JsonDocument.Parse(await http.GetStringAsync(
            $"api/tasks?project={project}&page=1&page_size=1000&fields=all", cancellation)).RootElement;
        return (project, [.. tasks.GetProperty("tasks").EnumerateArray()]);
    }

    /// <summary>How many have features.</summary>
    private static async Task<int> ImagesAsync(OwnServer server, long project)
    {
        using var status = JsonDocument.Parse(await server.GetAsync($"api/v1/projects/default/{project}"));
        return status.RootElement.GetProperty("images").GetInt32();
    }

    /// <summary>Bare file name → right class.</summary>
    private static Dictionary<string, string> Truth(string file) => File.ReadLines(file).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(columns => Path.GetFileName(columns[0]), columns => columns[1], StringComparer.Ordinal);

    private static int Right(string root, Dictionary<string, string> truth) => Directory
        .EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Count(file => truth.TryGetValue(Path.GetFileName(file), out var right)
            && right == Path.GetFileName(Path.GetDirectoryName(file)));
}
