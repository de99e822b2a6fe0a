using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Grains.Tests.Background;

public sealed class ReconcilerTests : IAsyncLifetime
{
    private FakeLabelStudio _fake = null!;
    private TestSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeLabelStudio.StartAsync();
        _silo = new TestSilo
        {
            Instances = new Dictionary<string, InstanceOptions>
            {
                ["default"] = new() { Url = _fake.Address.ToString(), ApiKey = FakeAccess.LegacyToken },
            },
        };
        await _silo.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task An_export_brings_what_no_event_told_and_takes_away_what_is_gone()
    {
        var key = NewProject();
        var kept = _fake.Content.AddTask(key.Id, "/data/upload/1/a.png", Messages.Annotation(1, 0, "cat"));
        _fake.Content.Tasks[kept]["annotations"]![0]!["task"] = kept;
        var project = _silo.Project(key);
        await project.Deliver(Messages.Annotated(key, 50, 5000, "dog"));
        await project.Deliver(Messages.StartTraining(key));
        await Eventually.Is(
            project.GetStatus, status => status is { Tasks: 1, Annotations: 1, LabelledTasks: 1, ReconciledAt: not null });

        _fake.Content.Tasks[kept]["annotations"]!.AsArray().Clear();
        await project.Deliver(Messages.StartTraining(key));

        // The event says another title than Label Studio itself, and a comparison that was under way may end after it.
        await Eventually.Is(
            project.GetStatus, status => status is { Tasks: 1, Annotations: 0, LabelledTasks: 0, Title: "Pets" });
    }

    [Fact]
    public async Task A_Label_Studio_that_fails_is_told_in_the_journal_and_nothing_is_lost()
    {
        var key = NewProject();
        _fake.Fail("/api/projects", 500, times: 100);
        var project = _silo.Project(key);
        await project.Deliver(Messages.Annotated(key, 1, 5, "cat"));
        var status = await Eventually.Is(
            project.GetStatus, status => status.Journal.Any(line => line.Level is JournalLevel.Error));
        Assert.Null(status.ReconciledAt);
        Assert.Equal(1, status.Annotations);
    }

    [Fact]
    public async Task A_project_that_was_deleted_and_a_key_that_is_refused_are_said_and_asked_for_again()
    {
        await using var project = await PaintedProject.StartAsync(tasks: 1);
        Assert.Null((await project.ReconcileAsync()).Problem);
        project.Fake.Fail("/api/projects", 401, times: 1, body: """{"detail":"Invalid token."}""");
        var refused = await project.ReconcileAsync();
        Assert.Contains("key", refused.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(refused.RetryAfter);

        project.Fake.Content.Projects.Remove(project.Key.Id);
        var gone = await project.ReconcileAsync();
        Assert.StartsWith($"Label Studio has no project {project.Key.Id}: it was deleted", gone.Problem);
        Assert.NotNull(gone.RetryAfter);
        Assert.Equal(1, (await project.Grain.GetStatus()).Tasks);
    }

    [Fact]
    public async Task Without_a_key_the_token_that_came_with_setup_is_shown_to_the_configured_address_alone()
    {
        await using var elsewhere = await FakeLabelStudio.StartAsync();
        await using var project = await PaintedProject.StartAsync(
            tasks: 1, change: options => options with { ApiKey = null });
        Assert.Contains("LABEL_STUDIO_API_KEY is not set", (await project.ReconcileAsync()).Problem);

        await project.Grain.Setup(new SetupCommand(
            PaintedProject.Config, elsewhere.Address.ToString(), null, FakeAccess.LegacyToken));
        Assert.Null((await project.ReconcileAsync()).Problem);
        Assert.Equal(1, (await project.Grain.GetStatus()).Tasks);
        Assert.Empty(elsewhere.Requests);
        Assert.All(await project.JournalAsync(), line => Assert.DoesNotContain(FakeAccess.LegacyToken, line));
        var command = new SetupCommand("", null, "Pets", FakeAccess.LegacyToken);
        Assert.DoesNotContain(FakeAccess.LegacyToken, command.ToString());

        // Said once, whatever it is sent along with.
        await project.Grain.Setup(command with { LabelConfig = PaintedProject.Config });
        Assert.Single(
            await project.JournalAsync(),
            line => line.StartsWith("No API key is configured", StringComparison.Ordinal));
    }

    private ProjectKey NewProject() =>
        new("default", _fake.Content.AddProject("Pets", Messages.Config), CreatedSeconds: 1795570229);
}
