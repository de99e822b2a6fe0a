using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Tests.Projects;

namespace NoisyLabels.Grains.Tests.Training;

public sealed class TrainingQueueGrainTests
{
    [Fact]
    public async Task The_first_that_came_is_served_first_but_for_one_whose_attempt_was_lost()
    {
        await using var silo = new TestSilo();
        await silo.InitializeAsync();
        var keys = Enumerable.Range(0, 4).Select(_ => silo.NewKey()).ToList();
        foreach (var key in keys.Take(3))
        {
            await QueueAsync(silo.Project(key));
            await Eventually.Is(() => silo.Queue.PlaceOf(key.ToString()), place => place is not null);
        }

        Assert.Equal(2, await silo.Queue.PlaceOf(keys[2].ToString()));
        var first = Assert.IsType<TrainingTicket>(await silo.Queue.Claim("one"));
        Assert.Equal(keys[0], first.Project);
        await silo.Project(keys[0]).Release(first.Run, first.Fence);
        await Eventually.Is(() => silo.Queue.PlaceOf(keys[0].ToString()), place => place == 0);

        // One that was cancelled meanwhile is passed over.
        await silo.Project(keys[1]).CancelTraining();
        Assert.Equal(keys[0], (await silo.Queue.Claim("one"))!.Project);
        Assert.Equal(keys[2], (await silo.Queue.Claim("two"))!.Project);
        Assert.Null(await silo.Queue.Claim("two"));
        Assert.Equal(["one", "two"], await silo.Queue.LiveTrainers());
    }

    [Fact]
    public async Task A_project_that_cannot_begin_does_not_hold_up_the_others()
    {
        await using var silo = new TestSilo();
        await silo.InitializeAsync();
        await silo.Queue.Enqueue("no key of a project", first: true);
        var key = silo.NewKey();
        await QueueAsync(silo.Project(key));
        await Eventually.Is(() => silo.Queue.PlaceOf(key.ToString()), place => place is not null);
        Assert.Equal(key, (await silo.Queue.Claim("one"))!.Project);
    }

    [Fact]
    public async Task Who_waits_still_waits_after_a_restart()
    {
        await using var silo = new TestSilo();
        await silo.InitializeAsync();
        var key = silo.NewKey();
        await silo.Project(key).Setup(new SetupCommand(Events.Config, null, "Pets"));
        await QueueAsync(silo.Project(key));
        await Eventually.Is(() => silo.Queue.PlaceOf(key.ToString()), place => place == 0);
        await silo.RestartAsync();
        Assert.Equal(key, (await silo.Queue.Claim("one"))!.Project);
        Assert.Equal(RunPhase.Running, (await silo.Project(key).GetStatus()).Run!.Phase);
    }

    private static Task<TrainingReply> QueueAsync(IProjectGrain project) =>
        project.RequestTraining(new TrainingRequest("A test", IsForced: true));
}
