using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NoisyLabels.Contracts.Api;
using NoisyLabels.EndToEnd.Tests.Servers;
using NoisyLabels.EndToEnd.Tests.Team;

namespace NoisyLabels.EndToEnd.Tests;

/// <summary>The same by hand: a person, a browser, the keyboard.</summary>
public sealed class BrowserTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact(Explicit = true)]
    public async Task A_person_connects_labels_what_is_filled_in_trains_and_reviews()
    {
        await using var labelStudio = await RealLabelStudio.StartAsync();
        await OwnProgram.DoAsync("example", Path.Combine(labelStudio.Files, "drawn"), "--images", "120", "--rate", "0");
        string[] classes =
        [
            .. Directory.EnumerateDirectories(Path.Combine(labelStudio.Files, "drawn"))
                .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
        ];
        using var team = new LabellingTeam(labelStudio.Address, $"Token {RealLabelStudio.Token}");
        var project = await team.CreateProjectAsync("Drawn things", classes);
        await team.ImportFolderAsync(project, Path.Combine(labelStudio.Files, "drawn"));
        await using var server = await OwnServer.StartAsync(labelStudio.Address, RealLabelStudio.Token);
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        await browser.LogInAsync(labelStudio.Address);

        await ConnectAsync(page, labelStudio, server, project);
        await browser.ScreenshotAsync("connected");

        var round = new LabellingRound(await team.TasksAsync(project), seed: 2);
        await round.LabelAsync(team, 8 * classes.Length, wrong: classes.Length);
        await PredictedAsync(server, team, project, round);

        await page.GotoAsync(new Uri(labelStudio.Address, $"projects/{project}/data?labeling=1").AbsoluteUri);
        await page.Locator("input[type=checkbox]:checked").First.WaitForAsync();
        await browser.ScreenshotAsync("prefilled");
        var before = (await team.ExportAsync(project)).Count(task => task!["annotations"]!.AsArray().Count > 0);
        await page.Keyboard.PressAsync("Control+Enter");
        await Eventually.TrueAsync(
            async () =>
                (await team.ExportAsync(project)).Count(task => task!["annotations"]!.AsArray().Count > 0) > before,
            Patience,
            () => "The task that was submitted by the keyboard has no annotation.");

        await RetrievePredictionsAsync(page, labelStudio, team, server, project);
        await PredictedAsync(server, team, project, round);
        await browser.ScreenshotAsync("retrieved");
        await StartTrainingAsync(page, labelStudio, project);
        await page.GotoAsync(server.Address.AbsoluteUri);
        await page.GetByText("Drawn things").WaitForAsync();
        await browser.ScreenshotAsync("projects");
        await page.GetByText("Review labels").ClickAsync();
        await page.GetByText("Accept suggestion").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await browser.ScreenshotAsync("review");
        await page.Keyboard.PressAsync("w");
        await Eventually.TrueAsync(
            async () => (await server.GetAsync(
                $"api/v1/projects/{(await server.StatusAsync(project))!.Key}/decisions"))
                .Contains("accepted", StringComparison.OrdinalIgnoreCase),
            Patience,
            () => "The key W decided nothing.");
    }

    private static async Task ConnectAsync(IPage page, RealLabelStudio labelStudio, OwnServer server, long project)
    {
        await page.GotoAsync(new Uri(labelStudio.Address, $"projects/{project}/settings/ml").AbsoluteUri);
        await page.GetByText("Connect Model").Last.ClickAsync();
        await page.FillAsync("input[name=title]", "NoisyLabels");
        await page.FillAsync("input[name=url]", server.Address.AbsoluteUri.TrimEnd('/'));
        await page.GetByText("Validate and Save").ClickAsync();
        await page.GetByText("Connected", new PageGetByTextOptions { Exact = true }).First.WaitForAsync();
    }

    private static Task PredictedAsync(OwnServer server, LabellingTeam team, long project, LabellingRound round) =>
        Eventually.TrueAsync(
            async () => (await team.PredictionsAsync(project)).Select(prediction => prediction.Task).Distinct().Count()
                == round.Truth.Count,
            Patience,
            () => $"Not every task got a prediction.\n{server.Tail}");

    /// <summary>In the Data Manager, of all tasks, after their predictions were deleted.</summary>
    private static async Task RetrievePredictionsAsync(
        IPage page, RealLabelStudio labelStudio, LabellingTeam team, OwnServer server, long project)
    {
        // What comes now comes by the button: the server writes nothing by itself, but for what it is just writing.
        await server.ChangeSettingsAsync(project, new ProjectSettings { PushesPredictions = false });
        await Eventually.TrueAsync(
            async () =>
            {
                await team.DeletePredictionsAsync(project);
                return (await team.PredictionsAsync(project)).Count == 0;
            },
            Patience,
            () => $"Predictions keep coming although the project's settings forbid it.\n{server.Tail}");
        await page.GotoAsync(new Uri(labelStudio.Address, $"projects/{project}/data").AbsoluteUri);
        await page.GetByLabel("Select all rows").ClickAsync();
        await page.GetByText(new Regex("^[0-9]+ Tasks?$")).First.ClickAsync();
        await page.GetByText(new Regex("Batch predictions|Retrieve Predictions", RegexOptions.IgnoreCase)).First.ClickAsync();
        await page.GetByText("OK", new PageGetByTextOptions { Exact = true }).ClickAsync();
    }

    private static async Task StartTrainingAsync(IPage page, RealLabelStudio labelStudio, long project)
    {
        await page.GotoAsync(new Uri(labelStudio.Address, $"projects/{project}/settings/ml").AbsoluteUri);
        await page.GetByLabel("Machine learning model options").ClickAsync();
        await page.GetByText("Start Training", new PageGetByTextOptions { Exact = true }).ClickAsync();
    }
}
