using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.Grains.Tests.Work;

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
        var status = await Eventually.Is(
            project.GetStatus, status => status is { Tasks: 1, Annotations: 0, LabelledTasks: 0 });
        Assert.Equal("Pets", status.Title);
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

    private ProjectKey NewProject() =>
        new("default", _fake.Content.AddProject("Pets", Messages.Config), CreatedSeconds: 1795570229);
}
