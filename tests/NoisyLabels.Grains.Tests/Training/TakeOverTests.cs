using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Projects;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Training;

/// <summary>Trainers that come, go and are cut off.</summary>
public sealed class TakeOverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_killed_trainer_is_replaced_under_a_higher_fence_and_its_late_result_refused()
    {
        await using var cluster = await ProjectCluster.StartAsync(
            _folder, SiloRole.Web, SiloRole.Trainer, SiloRole.Trainer);
        var pets = await AskAsync(cluster);
        var zombie = await cluster.UntilStartedAsync(1);
        await cluster.KillAsync(cluster.SiloOf(zombie));
        var second = await cluster.UntilStartedAsync(2);

        Assert.False(zombie.HasEnded);
        Assert.Equal(zombie.Ticket.Run, second.Ticket.Run);
        Assert.True(second.Ticket.Fence > zombie.Ticket.Fence);
        Assert.False(await pets.Complete(zombie.Ticket.Run, zombie.Ticket.Fence, StartedTraining.Model()));
        var late = new TrainingProgress("late", 0, 0, null);
        Assert.False(await pets.Report(zombie.Ticket.Run, zombie.Ticket.Fence, late));
        second.End();
        await cluster.UntilEndedAsync(Events.Pets);
        Assert.False(await pets.Complete(zombie.Ticket.Run, zombie.Ticket.Fence, StartedTraining.Model()));
        var version = Assert.Single(
            await cluster.Database.ReadAsync(session => VersionTable.ListAsync(session, Events.Pets)));
        Assert.Equal(second.Ticket.Fence, version.Fence);
    }

    [Fact]
    public async Task A_trainer_that_stops_gives_its_training_back_at_once()
    {
        await using var cluster = await ProjectCluster.StartAsync(
            _folder, SiloRole.Web, SiloRole.Trainer, SiloRole.Trainer);
        await AskAsync(cluster);
        var first = await cluster.UntilStartedAsync(1);
        var before = cluster.Clock.GetUtcNow();
        await cluster.StopAsync(cluster.SiloOf(first));
        var second = await cluster.UntilStartedAsync(2);

        Assert.True(first.HasEnded);
        Assert.Equal(first.Ticket.Run, second.Ticket.Run);
        Assert.True(cluster.Clock.GetUtcNow() - before < TrainingPolicy.Lease, "It waited for the lease to lapse.");
    }

    [Fact]
    public async Task Trainings_run_on_silos_that_train_only()
    {
        await using var cluster = await ProjectCluster.StartAsync(
            _folder, SiloRole.Web, SiloRole.Web, SiloRole.Trainer);
        for (var number = 1; number <= 4; number++)
        {
            var key = Events.Pets with { Id = number };
            await cluster.Project(key).RequestTraining(new TrainingRequest("button", IsForced: true));
            (await cluster.UntilStartedAsync(number)).End();
            await cluster.UntilEndedAsync(key);
        }

        Assert.Empty(cluster.StartedOn(0));
        Assert.Empty(cluster.StartedOn(1));
        Assert.Equal(4, cluster.StartedOn(2).Count);
    }

    [Fact]
    public async Task Without_a_trainer_a_run_waits_and_the_status_says_so()
    {
        await using var cluster = await ProjectCluster.StartAsync(_folder, SiloRole.Web);
        var pets = await AskAsync(cluster);
        await cluster.PassAsync(TimeSpan.FromSeconds(10));
        var run = (await pets.GetStatus()).Run!;
        Assert.Equal(RunPhase.Queued, run.Phase);
        Assert.Contains("No trainer", Assert.Single(run.Sentences), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<ITrainerGrain>(0).TryStart(
            new TrainingTicket(Events.Pets, run.Run, 1, "", new ProjectSettings())));

        await cluster.Queue.Announce("a busy trainer");
        Assert.Empty((await pets.GetStatus()).Run!.Sentences);
    }

    [Fact]
    public async Task Attempts_that_vanish_again_and_again_end_as_a_failure()
    {
        await using var cluster = await ProjectCluster.StartAsync(_folder, SiloRole.Web);
        var pets = await AskAsync(cluster);
        for (var lost = 1; lost < TrainingPolicy.MostLost; lost++)
        {
            Assert.NotNull(await pets.BeginAttempt("gone"));
            cluster.Clock.Advance(TrainingPolicy.Lease);
            await cluster.UntilPhaseAsync(Events.Pets, phase => phase is RunPhase.Queued);
        }

        Assert.NotNull(await pets.BeginAttempt("gone"));
        cluster.Clock.Advance(TrainingPolicy.Lease);
        var run = await cluster.UntilEndedAsync(Events.Pets);
        Assert.Equal(RunPhase.Failed, run.Phase);
        Assert.Contains("memory", Assert.Single(run.Sentences), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<IProjectGrain> AskAsync(ProjectCluster cluster)
    {
        var pets = cluster.Project(Events.Pets);
        await pets.Setup(Events.Setup());
        await pets.RequestTraining(new TrainingRequest("button", IsForced: true));
        return pets;
    }
}
