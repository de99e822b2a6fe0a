using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Images;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Background;

namespace NoisyLabels.Grains.Tests.Images;

public sealed class ImageCollectorTests
{
    [Fact]
    public async Task Images_are_fetched_once_and_what_is_gone_is_said()
    {
        await using var project = await StartAsync(tasks: 4);
        project.Fake.Content.Files.TryRemove($"/data/upload/1/{project.Tasks[3]}.png", out _);
        project.Fake.Fail($"/data/upload/1/{project.Tasks[3]}.png", 404, times: 9);
        Assert.Equal((null, null), await CollectAsync(project));
        var status = await project.Grain.GetStatus();
        Assert.Equal((3, 1), (status.Images, status.ImageProblems));
        var fetches = project.Fetches;
        await CollectAsync(project);
        Assert.Equal(fetches, project.Fetches);
    }

    [Fact]
    public async Task A_key_that_is_refused_is_said_once_for_all_images_and_they_are_asked_for_again()
    {
        await using var project = await StartAsync(tasks: 2);
        project.Fake.Fail("/data/upload", 401, times: 2);
        var (problem, retry) = await CollectAsync(project);
        Assert.Contains("the API key is refused", problem);
        Assert.NotNull(retry);
        Assert.Equal(2, (await project.Grain.GetStatus()).ImageProblems);

        project.Clock.Advance(ImageCollector.RetryAfter + TimeSpan.FromSeconds(1));
        Assert.Equal((null, null), await CollectAsync(project));
        Assert.Equal((2, 0), await ImagesAsync(project));
    }

    [Fact]
    public async Task Hosts_that_are_not_allowed_are_looked_at_again_now_and_then_and_at_once_by_a_new_process()
    {
        await using var project = await PaintedProject.StartAsync(
            tasks: 1, change: options => options with { AllowedHosts = "images.test" });
        project.Fake.Content.Tasks[project.Tasks[0]]["data"]!["image"] = "https://elsewhere.test/a.png";
        await project.ReconcileAsync();
        var (problem, retry) = await CollectAsync(project);
        Assert.Null(problem);
        Assert.True(retry >= ImageCollector.RetryAfter);
        Assert.Equal((0, 1), await ImagesAsync(project));

        project.Clock.Advance(TimeSpan.FromSeconds(1));
        await CollectAsync(project);
        Assert.True(await WaitsAsync(project));
        await project.Silo.RestartAsync();
        await CollectAsync(project);
        Assert.False(await WaitsAsync(project));
    }

    [Fact]
    public async Task What_was_fetched_for_an_address_that_a_task_no_longer_names_is_not_kept()
    {
        await using var project = await StartAsync(tasks: 1);
        var hash = new string('a', 64);
        await project.Grain.RecordImages(
            [new ImageRecord(project.Tasks[0], "/data/upload/1/older.png", hash, null, false)]);
        Assert.Equal((0, 0), await ImagesAsync(project));
        await project.Grain.RecordImages(
            [new ImageRecord(project.Tasks[0], $"/data/upload/1/{project.Tasks[0]}.png", hash, null, false)]);
        Assert.Equal((1, 0), await ImagesAsync(project));
    }

    [Fact]
    public async Task Another_backbone_has_all_images_looked_at_again()
    {
        await using var project = await StartAsync(tasks: 2);
        await CollectAsync(project);
        Assert.Equal((2, 0), await ImagesAsync(project));
        await project.Grain.ChangeSettings(new ProjectSettings { Backbone = "resnet18" });
        Assert.Equal((0, 0), await ImagesAsync(project));
    }

    [Fact]
    public async Task Nothing_is_fetched_for_a_project_that_is_disconnected()
    {
        await using var project = await StartAsync(tasks: 2);
        await project.Grain.Disconnect();
        await CollectAsync(project);
        Assert.Equal(0, project.Fetches);
    }

    /// <summary>Nobody has tried a second time.</summary>
    private static async Task<bool> WaitsAsync(PaintedProject project) =>
        (await project.Silo.Database.ReadAsync(session =>
            TaskTable.WithoutImageAsync(session, project.Key, project.Clock.GetUtcNow(), 1))).Count > 0;

    private static async Task<PaintedProject> StartAsync(int tasks)
    {
        var project = await PaintedProject.StartAsync(tasks);
        Assert.Null((await project.ReconcileAsync()).Problem);
        return project;
    }

    private static async Task<(string? Problem, TimeSpan? RetryAfter)> CollectAsync(PaintedProject project)
    {
        var result = await project.CollectAsync();
        return (result.Problem, result.RetryAfter);
    }

    private static async Task<(long Images, long Problems)> ImagesAsync(PaintedProject project)
    {
        var status = await project.Grain.GetStatus();
        return (status.Images, status.ImageProblems);
    }
}
