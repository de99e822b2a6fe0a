using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Projects;

/// <summary>What survives when everything stops.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Every_acknowledged_annotation_and_the_unfinished_run_are_there_after_a_restart()
    {
        var acknowledged = 0;
        StartedTraining first;
        await using (var before = await ProjectCluster.StartAsync(_folder, _clock, SiloRole.All))
        {
            var pets = before.Project(Events.Pets);
            await pets.Setup(Events.Setup());
            await Parallel.ForAsync(1, 201, TestContext.Current.CancellationToken, async (task, _) =>
            {
                await pets.Deliver(Events.Saved(task));
                Interlocked.Increment(ref acknowledged);
            });
            first = await before.UntilStartedAsync(1);
            await before.KillAsync(before.SiloOf(first));
        }

        await using var after = await ProjectCluster.StartAsync(_folder, _clock, SiloRole.All);
        var status = await after.Project(Events.Pets).GetStatus();
        Assert.Equal(acknowledged, status.Annotations);
        Assert.Equal("pets", status.Title);
        var second = await after.UntilStartedAsync(1);
        Assert.Equal(first.Ticket.Run, second.Ticket.Run);
        Assert.True(second.Ticket.Fence > first.Ticket.Fence);
        second.End();
        await after.UntilEndedAsync(Events.Pets);
        Assert.Single(await after.Database.ReadAsync(session => VersionTable.ListAsync(session, Events.Pets)));
    }

    [Fact]
    public async Task News_that_came_before_a_restart_is_trained_after_it_without_anybody_asking()
    {
        await using (var before = await ProjectCluster.StartAsync(_folder, _clock, SiloRole.Web))
        {
            var pets = before.Project(Events.Pets);
            await pets.Setup(Events.Setup());
            for (var task = 1; task <= 20; task++)
            {
                await pets.Deliver(Events.Saved(task));
            }
        }

        await using var after = await ProjectCluster.StartAsync(_folder, _clock, SiloRole.All);
        Assert.Equal(Events.Pets, (await after.UntilStartedAsync(1)).Ticket.Project);
    }

    public void Dispose() => _folder.Dispose();
}
