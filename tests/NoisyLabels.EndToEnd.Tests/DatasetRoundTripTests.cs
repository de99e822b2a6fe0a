using System.Text.Json.Nodes;
using NoisyLabels.Contracts.Api;
using NoisyLabels.EndToEnd.Tests.Servers;
using NoisyLabels.EndToEnd.Tests.Team;
using NoisyLabels.Testing;

namespace NoisyLabels.EndToEnd.Tests;

/// <summary>
/// Two folders with wrong labels go into the real Label Studio, are corrected and come back, while the programs that do
/// it are killed.
/// </summary>
public sealed class DatasetRoundTripTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder _folder = new();
    private RealLabelStudio _labelStudio = null!;
    private OwnServer _server = null!;
    private LabellingTeam _team = null!;

    private string[] There => ["--label-studio", _labelStudio.Address.AbsoluteUri];

    private string[] Here => ["--server", _server.Address.AbsoluteUri];

    public async ValueTask InitializeAsync()
    {
        _labelStudio = await RealLabelStudio.StartAsync();
        _server = await OwnServer.StartAsync(_labelStudio.Address, RealLabelStudio.Token);
        _team = new LabellingTeam(_labelStudio.Address, $"Token {RealLabelStudio.Token}");
    }

    public async ValueTask DisposeAsync()
    {
        _team?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_labelStudio?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact(Explicit = true)]
    public async Task Two_folders_are_imported_once_corrected_apart_and_written_back_through_kills()
    {
        AssistedLabellingTests.CopyCatsAndDogs(_folder["clean"]);
        await OwnProgram.DoAsync(
            "example", "make-noisy", _folder["clean/cats-dogs"], _folder["pets"], "--rate", "0.2", "--seed", "1");
        await OwnProgram.DoAsync("example", _folder["drawn"], "--images", "60");
        var (pets, drawn) = (new NoisyFolder(_folder["pets"]), new NoisyFolder(_folder["drawn"]));

        await KillAnImportAsync(pets);
        var ofPets = await ImportAsync(pets, "pets");
        var ofDrawn = await ImportAsync(drawn, "drawn");
        await ConnectAsync(pets, ofPets);
        await ConnectAsync(drawn, ofDrawn);

        await KillATrainingAsync(ofPets);
        await CorrectAsync(pets, ofPets, leastRight: 0.95);
        await CorrectAsync(drawn, ofDrawn, leastRight: 0.85);
        await SeeNothingMixedAsync((pets, ofPets), (drawn, ofDrawn));
        await WriteBackAsync(pets, ofPets);
    }

    /// <summary>In the middle: the project is there, or some of its tasks are.</summary>
    private async Task KillAnImportAsync(NoisyFolder folder)
    {
        await OwnProgram.KillWhenAsync(
            async () => (int)(await _team.GetAsync("api/projects"))["count"]! > 0,
            Patience,
            ["import", folder.Root, "--title", "pets", .. There]);
        var tasks = await TasksAsync(await ProjectAsync("pets"));
        output.WriteLine($"The import was killed when {tasks.Count} of {folder.Count} images were there.");
        Assert.True(tasks.Count < folder.Count);
    }

    /// <summary>Twice: the second time finds everything there.</summary>
    private async Task<long> ImportAsync(NoisyFolder folder, string title)
    {
        await OwnProgram.DoAsync(["import", folder.Root, "--title", title, .. There]);
        var again = await OwnProgram.DoAsync(["import", folder.Root, "--title", title, .. There]);
        Assert.Contains($"{folder.Count} images were there already", again, StringComparison.Ordinal);

        var project = await ProjectAsync(title);
        var tasks = await TasksAsync(project);
        Assert.Equal(folder.Truth.Keys.Order(), tasks.Select(FileName).Order());
        Assert.All(tasks, task =>
        {
            var annotation = Assert.Single(task["annotations"]!.AsArray())!;
            Assert.False((bool)annotation["ground_truth"]!);
            Assert.Equal(FileName(task).Split('/')[^2], Label(annotation));
        });
        return project;
    }

    private async Task ConnectAsync(NoisyFolder folder, long project)
    {
        await AssistedLabellingTests.ConnectAsync(_labelStudio, _server, project);
        await Eventually.TrueAsync(
            async () => (await _server.StatusAsync(project))?.Images == folder.Count, Patience, () => _server.Tail);
    }

    private async Task KillATrainingAsync(long project)
    {
        await OwnProgram.DoAsync(["train", "--project", $"{project}", "--no-wait", .. Here]);
        await Eventually.TrueAsync(
            async () => (await _server.StatusAsync(project))!.Run!.Phase is not RunPhase.Queued,
            Patience,
            () => $"No training began.\n{_server.Tail}");
        output.WriteLine($"The server was killed in phase {(await _server.StatusAsync(project))!.Run!.Phase}.");
        await _server.RestartAsync();
    }

    private async Task CorrectAsync(NoisyFolder folder, long project, double leastRight)
    {
        string[] ofProject = ["--project", $"{project}"];
        var target = _folder[$"{Path.GetFileName(folder.Root)}-right"];
        await OwnProgram.DoAsync(["train", .. ofProject, .. Here]);
        await OwnProgram.DoAsync(["decide", "accept", "--at-least", "0.5", .. ofProject, .. Here]);
        await OwnProgram.DoAsync(["apply", folder.Root, target, .. ofProject, .. Here, .. There]);

        var (before, after) = (folder.RightBelow(folder.Root), folder.RightBelow(target));
        output.WriteLine($"{target}: right labels before {before}, after {after} of {folder.Count}");
        Assert.True(after > before && after >= leastRight * folder.Count, $"{before} → {after} of {folder.Count}");
        await SeeEachVersionOnceAsync(project);
    }

    private async Task SeeEachVersionOnceAsync(long project)
    {
        var key = (await _server.StatusAsync(project))!.Key;
        var versions = JsonNode.Parse(await _server.GetAsync($"api/v1/projects/{key}/versions"))!["versions"]!.AsArray()
            .Select(version => (string?)version!["model_version"]).ToList();
        Assert.Equal(versions.Distinct(), versions);
    }

    private async Task SeeNothingMixedAsync(params (NoisyFolder Folder, long Project)[] projects)
    {
        foreach (var (folder, project) in projects)
        {
            var file = _folder[$"corrections-{project}.json"];
            await OwnProgram.DoAsync(
                ["corrections", "--format", "json", "-o", file, "--project", $"{project}", .. Here]);
            var items = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["items"]!
                .AsArray();
            var tasks = (await TasksAsync(project)).ToDictionary(task => (long)task["id"]!);
            Assert.Equal(folder.Count, items.Count);
            Assert.All(items, item =>
            {
                var task = tasks[(long)item!["label_studio_task_id"]!];
                Assert.Equal(FileName(task).Split('/')[^2], (string?)item["given_label"]);
                Assert.Contains((string)item["suggested_label"]!, folder.Classes);
            });
        }
    }

    /// <summary>As annotations beside the given ones, read through Label Studio's own export; and taken back again.</summary>
    private async Task WriteBackAsync(NoisyFolder folder, long project)
    {
        string[] whole = ["write-back", "--as", "annotations", "--project", $"{project}", .. Here, .. There];
        await OwnProgram.DoAsync(whole);
        await OwnProgram.DoAsync(whole);

        var export = await _team.ExportAsync(project);
        var (before, after) = (0, 0);
        foreach (var task in export)
        {
            var annotations = task!["annotations"]!.AsArray().OrderBy(annotation => (long)annotation!["id"]!).ToList();
            Assert.InRange(annotations.Count, 1, 2);
            Assert.Equal(FileName(task).Split('/')[^2], Label(annotations[0]!));
            before += Label(annotations[0]!) == folder.Truth[FileName(task)] ? 1 : 0;
            after += Label(annotations[^1]!) == folder.Truth[FileName(task)] ? 1 : 0;
        }

        output.WriteLine($"Through Label Studio's export: right labels before {before}, after {after} of {export.Count}");
        Assert.True(after >= 0.95 * folder.Count, $"{before} → {after}");

        await OwnProgram.DoAsync([.. whole, "--undo"]);
        Assert.All(await _team.ExportAsync(project), task => Assert.Single(task!["annotations"]!.AsArray()));
    }

    private async Task<long> ProjectAsync(string title) => (long)Assert.Single(
        (await _team.GetAsync("api/projects?page_size=100"))["results"]!.AsArray(),
        project => (string?)project!["title"] == title)!["id"]!;

    private async Task<List<JsonNode>> TasksAsync(long project) =>
        [.. (await _team.ExportAsync(project)).Select(task => task!)];

    private static string FileName(JsonNode task) => (string)task["data"]!["file_name"]!;

    private static string Label(JsonNode annotation) =>
        (string)annotation["result"]![0]!["value"]!["choices"]![0]!;
}
