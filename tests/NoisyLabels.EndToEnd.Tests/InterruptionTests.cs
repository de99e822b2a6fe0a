using NoisyLabels.EndToEnd.Tests.Servers;
using NoisyLabels.EndToEnd.Tests.Team;

namespace NoisyLabels.EndToEnd.Tests;

/// <summary>The server is killed again and again while people label.</summary>
public sealed class InterruptionTests
{
    private const int Kills = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact(Explicit = true)]
    public async Task Ten_kills_lose_no_annotation_and_make_no_version_twice()
    {
        await using var labelStudio = await RealLabelStudio.StartAsync();
        await OwnProgram.DoAsync("example", Path.Combine(labelStudio.Files, "drawn"), "--images", "90", "--rate", "0");
        string[] classes =
        [
            .. Directory.EnumerateDirectories(Path.Combine(labelStudio.Files, "drawn"))
                .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
        ];
        using var team = new LabellingTeam(labelStudio.Address, $"Token {RealLabelStudio.Token}");
        var project = await team.CreateProjectAsync("Killed", classes);
        await team.ImportFolderAsync(project, Path.Combine(labelStudio.Files, "drawn"));
        await using var server = await OwnServer.StartAsync(labelStudio.Address, RealLabelStudio.Token);
        await AssistedLabellingTests.ConnectAsync(labelStudio, server, project);

        var round = new LabellingRound(await team.TasksAsync(project), seed: 3);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Half of the labels arrive while no server is there to hear of them.
            var labelling = round.LabelAsync(team, classes.Length, wrong: 0);
            await server.RestartAsync();
            await labelling;
        }

        await Eventually.TrueAsync(
            async () => await server.StatusAsync(project) is { HasNews: false } status
                && status.Annotations == round.Given.Count
                && status.Images == round.Truth.Count
                && status.Run is { Phase: Contracts.Api.RunPhase.Succeeded },
            Patience,
            () => $"Some of {round.Given.Count} annotations are missing.\n{server.Tail}");
        var key = (await server.StatusAsync(project))!.Key;
        var versions = System.Text.Json.Nodes.JsonNode.Parse(await server.GetAsync($"api/v1/projects/{key}/versions"))!
            ["versions"]!.AsArray().Select(version => (string?)version!["model_version"]).ToList();
        Assert.Equal(versions.Distinct(), versions);
        Assert.NotEmpty(versions);
    }
}
