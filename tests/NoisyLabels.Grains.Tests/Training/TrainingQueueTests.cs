using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Projects;
using NoisyLabels.Contracts.Training;
using NoisyLabels.Grains.Tests.Clusters;

namespace NoisyLabels.Grains.Tests.Training;

/// <summary>The queue alone: no silo trains, the test claims.</summary>
public sealed class TrainingQueueTests() : OneSilo(SiloRole.Web)
{
    private ITrainingQueueGrain Queue => Cluster.Queue;

    [Fact]
    public async Task First_come_is_first_served_and_nobody_waits_twice()
    {
        foreach (var number in (int[])[3, 1, 2, 3, 1])
        {
            await AskAsync(number);
        }

        await UntilWaitingAsync(1, 2, 3);
        Assert.Equal([3, 1, 2], await ClaimAsync(3));
        Assert.Null(await Queue.Claim("trainer"));
    }

    [Fact]
    public async Task A_lost_attempt_goes_before_the_others()
    {
        await AskAsync(1);
        await UntilWaitingAsync(1);
        var ticket = (await Queue.Claim("trainer"))!;
        await AskAsync(2);
        await UntilWaitingAsync(2);
        await Project(1).Release(ticket.Run, ticket.Fence);
        await UntilWaitingAsync(1, 2);

        Assert.Equal(0, await Queue.PlaceOf(Key(1).ToString()));
        Assert.Equal([1, 2], await ClaimAsync(2));
    }

    [Fact]
    public async Task A_project_that_cannot_answer_does_not_hold_up_the_others()
    {
        await Queue.Enqueue("no key of a project", first: true);
        await AskAsync(1);
        await UntilWaitingAsync(1);
        Assert.Equal([1], await ClaimAsync(1));
    }

    [Fact]
    public async Task A_cancelled_run_is_passed_over()
    {
        await AskAsync(1);
        await AskAsync(2);
        await UntilWaitingAsync(1, 2);
        await Project(1).CancelTraining();
        Assert.Equal([2], await ClaimAsync(1));
    }

    [Fact]
    public async Task Claims_and_askers_at_the_same_time_never_wait_for_each_other()
    {
        for (var round = 0; round < 20; round++)
        {
            int[] numbers = [.. Enumerable.Range(1, 8)];
            await Task.WhenAll(numbers.Select(AskAsync));
            var claimed = new List<long>();
            await Cluster.UntilAsync(
                async () =>
                {
                    var tickets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Queue.Claim("trainer")));
                    claimed.AddRange(tickets.OfType<TrainingTicket>().Select(ticket => ticket.Project.Id));
                    return claimed.Count >= numbers.Length;
                },
                "all are claimed");
            Assert.Equal(numbers.Select(number => (long)number), claimed.Order());
            await Task.WhenAll(numbers.Select(number => Project(number).CancelTraining()));
        }
    }

    [Fact]
    public async Task A_project_that_asks_while_the_queue_asks_it_gets_its_attempt()
    {
        for (var round = 0; round < 10; round++)
        {
            await AskAsync(1);
            await UntilWaitingAsync(1);
            await Project(1).CancelTraining();
            var asked = AskAsync(1);
            var claimed = Queue.Claim("trainer");
            await Task.WhenAll(asked, claimed);
            if (await claimed is null)
            {
                await UntilWaitingAsync(1);
                Assert.Equal([1], await ClaimAsync(1));
            }

            await Project(1).CancelTraining();
        }
    }

    [Fact]
    public async Task Trainers_are_forgotten_a_minute_after_their_last_word()
    {
        await Queue.Claim("free");
        await Queue.Announce("busy");
        Assert.Equal(["busy", "free"], await Queue.LiveTrainers());
        Cluster.Clock.Advance(TimeSpan.FromSeconds(59));
        await Queue.Announce("busy");
        Cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["busy"], await Queue.LiveTrainers());
    }

    private static ProjectKey Key(int number) => Events.Pets with { Id = number };

    private IProjectGrain Project(int number) => Cluster.Project(Key(number));

    private Task AskAsync(int number) => Project(number).RequestTraining(new TrainingRequest("button", IsForced: true));

    private async Task<List<long>> ClaimAsync(int count)
    {
        var claimed = new List<long>();
        for (var number = 0; number < count; number++)
        {
            claimed.Add((await Queue.Claim("trainer"))!.Project.Id);
        }

        return claimed;
    }

    private Task UntilWaitingAsync(params int[] numbers) => Cluster.UntilAsync(
        async () =>
        {
            var places = await Task.WhenAll(numbers.Select(number => Queue.PlaceOf(Key(number).ToString())));
            return places.All(place => place is not null);
        },
        "they wait");
}
