using NoisyLabels.EndToEnd.Tests.Servers;
using NoisyLabels.EndToEnd.Tests.Team;
using NoisyLabels.Testing;

namespace NoisyLabels.EndToEnd.Tests;

/// <summary>
/// A team on the real Label Studio labels photographs of cats and dogs, a fifth of them wrongly.
/// </summary>
public sealed class AssistedLabellingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    [Fact(Explicit = true)]
    public async Task A_team_that_makes_mistakes_is_served_and_its_mistakes_are_pointed_at()
    {
        await using var labelStudio = await RealLabelStudio.StartAsync();
        CopyCatsAndDogs(labelStudio.Files);
        using var team = new LabellingTeam(labelStudio.Address, $"Token {RealLabelStudio.Token}");
        var project = await team.CreateProjectAsync("Cats and dogs", "cat", "dog");
        await team.ImportFolderAsync(project, Path.Combine(labelStudio.Files, "cats-dogs"));
        await using var server = await OwnServer.StartAsync(labelStudio.Address, RealLabelStudio.Token);
        await ConnectAsync(labelStudio, server, project);

        var tasks = await team.TasksAsync(project);
        var round = new LabellingRound(tasks, seed: 1);
        await round.LabelAsync(team, 20, wrong: 4);
        var first = await SettleAsync(server, team, project, round);
        output.WriteLine($"20 labels, 4 wrong: {first}");
        Assert.True(first.Accuracy >= 0.93, $"{first}");
        Assert.True(first.WrongAmong(6) >= 3, $"{first}");

        await server.RestartAsync();
        await round.LabelAsync(team, 80, wrong: 16);
        var second = await SettleAsync(server, team, project, round);
        output.WriteLine($"100 labels, 20 wrong: {second}");
        Assert.True(second.Accuracy >= 0.96, $"{second}\n{server.Tail}");
        Assert.True(second.WrongAmong(24) >= 14, $"{second}\n{server.Tail}");
        Assert.Equal(100, (await server.StatusAsync(project))!.Annotations);
    }

    internal static void CopyCatsAndDogs(string target)
    {
        Assert.SkipWhen(SharedData.CatsDogs is null, SharedData.AbsentReason);
        var source = Path.Combine(SharedData.Unzipped(SharedData.CatsDogs!), "cats-dogs");
        FolderCopy.Make(source, Path.Combine(target, "cats-dogs"), "*.jpg");
    }

    internal static Task ConnectAsync(RealLabelStudio labelStudio, OwnServer server, long project) =>
        OwnProgram.DoAsync(
            "connect",
            "--project", $"{project}",
            "--label-studio", labelStudio.Address.AbsoluteUri,
            "--backend", server.Address.AbsoluteUri);

    /// <summary>Waits until everything that was labelled has been learned from and written into Label Studio.</summary>
    private static async Task<RoundResult> SettleAsync(
        OwnServer server, LabellingTeam team, long project, LabellingRound round)
    {
        RoundResult? result = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var status = await server.StatusAsync(project);
                if (status is null
                    || status.HasNews
                    || status.LabelledTasks < round.Given.Count
                    || status.Images < round.Truth.Count
                    || status.Run is not { Phase: Contracts.Api.RunPhase.Succeeded })
                {
                    return false;
                }

                var predictions = await team.PredictionsAsync(project);
                result = round.Compare([.. predictions.Where(p => p.ModelVersion == status.ModelVersion)]);
                return result.Predicted == round.Truth.Count;
            },
            Patience,
            () => $"Not every task got a prediction ({result}).\n{server.Tail}");
        return result!;
    }
}
