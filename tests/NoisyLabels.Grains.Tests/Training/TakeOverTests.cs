using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
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
        Assert.False(await pets.Fail(zombie.Ticket.Run, zombie.Ticket.Fence, "late"));
        Assert.Null(await pets.BeginAttempt(zombie.Ticket.Run, zombie.Ticket.Fence));
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
        Assert.True(cluster.Clock.GetUtcNow() - before < RunState.Lease, "It waited for the lease to lapse.");
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
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<ITrainerGrain>(0).Start(
            new RunClaim(Events.Pets, run.Run, 1)));

        await cluster.Database.WriteAsync(session =>
            TrainerTable.AnnounceAsync(session, "a busy trainer", cluster.Clock.GetUtcNow()));
        Assert.Empty((await pets.GetStatus()).Run!.Sentences);
    }

    [Fact]
    public async Task A_trainer_takes_over_a_silent_run_although_nobody_asks_for_its_project()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        await using (var before = await ProjectCluster.StartAsync(_folder, clock, SiloRole.Web))
        {
            await AskAsync(before);

            // The trainer dies after the claim, before the project hears of it.
            Assert.NotNull(await before.Database.ClaimAsync(clock.GetUtcNow()));
        }

        await using var after = await ProjectCluster.StartAsync(_folder, clock, SiloRole.Trainer);
        var started = await after.UntilStartedAsync(1);
        Assert.Equal(2, started.Ticket.Fence);
    }

    [Fact]
    public async Task Attempts_that_vanish_again_and_again_end_as_a_failure()
    {
        await using var cluster = await ProjectCluster.StartAsync(_folder, SiloRole.Web);
        var pets = await AskAsync(cluster);
        for (var lost = 1; lost < RunState.MaxLost; lost++)
        {
            await cluster.Database.BeginAsync(pets, cluster.Clock.GetUtcNow());
            cluster.Clock.Advance(RunState.Lease);
            await cluster.UntilPhaseAsync(Events.Pets, phase => phase is RunPhase.Queued);
        }

        await cluster.Database.BeginAsync(pets, cluster.Clock.GetUtcNow());
        cluster.Clock.Advance(RunState.Lease);
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
