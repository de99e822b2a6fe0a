using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Runs;

namespace NoisyLabels.Grains.Tests.Runs;

public sealed class RunStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunState Queued = RunState.Queue(null, 4, "news", isForced: false, Noon);
    private static readonly RunState Running = Queued.Claim("trainer", Noon.AddSeconds(1));

    [Fact]
    public void A_claim_has_a_fence_of_its_own_and_a_lease_from_its_beginning()
    {
        Assert.Equal((RunPhase.Queued, 4, true), (Queued.Phase, Queued.Fence, Queued.IsOpen));
        Assert.Equal((RunPhase.Running, 5, "trainer"), (Running.Phase, Running.Fence, Running.Owner));
        Assert.True(Running.IsHeldBy(Queued.Run, 5));
        Assert.False(Running.IsHeldBy(Queued.Run, 4));
        Assert.False(Running.IsHeldBy(Guid.NewGuid(), 5));
        Assert.False(Queued.IsHeldBy(Queued.Run, 4));
        Assert.False(Running.IsSilent(Running.StartedAt!.Value + RunState.Lease - TimeSpan.FromTicks(1)));
        Assert.True(Running.IsSilent(Running.StartedAt!.Value + RunState.Lease));
        Assert.False(Queued.IsSilent(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_later_run_is_requested_later_whatever_the_clock_says() =>
        Assert.All([Noon.AddHours(-1), Noon, Noon.AddSeconds(1)], now =>
            Assert.True(RunState.Queue(Queued, 4, "news", isForced: false, now).RequestedAt > Queued.RequestedAt));

    [Theory]
    [InlineData(false, false, RunPriority.News)]
    [InlineData(false, true, RunPriority.Person)]
    [InlineData(true, false, RunPriority.Person)]
    public void Who_asks_for_a_training_that_waits_moves_it_forward(bool before, bool now, RunPriority expected)
    {
        var asked = RunState.Queue(null, 0, "one", before, Noon).AskAgain("two", now);
        Assert.Equal((expected, null), (asked.Priority, asked.AskedAgain));
    }

    [Fact]
    public void Who_asks_while_it_runs_gets_another_one_unless_a_later_attempt_knows_all()
    {
        var asked = Running.AskAgain("again", isForced: true);
        Assert.Equal("again", asked.AskedAgain);
        Assert.Equal("again", asked.Succeed([], null, Noon).AskedAgain);
        Assert.Equal("again", asked.Fail("no", Noon).AskedAgain);
        Assert.Null(asked.Release().Claim("other", Noon).AskedAgain);
        Assert.Null(asked.Cancel(Noon).AskedAgain);
        Assert.Null(asked.Succeed([], null, Noon).Cancel(Noon).AskedAgain);
        Assert.Equal(RunPhase.Succeeded, asked.Succeed([], null, Noon).Cancel(Noon).Phase);
    }

    [Fact]
    public void A_run_that_is_given_back_goes_first_and_loses_no_trial()
    {
        var released = Running.Release();
        Assert.Equal(
            (RunPhase.Queued, 5, RunPriority.Lost, 0, null),
            (released.Phase, released.Fence, released.Priority, released.Lost, released.Owner));
        Assert.Equal(6, released.Claim("other", Noon).Fence);
    }

    [Fact]
    public void Trainers_that_are_lost_again_and_again_end_a_run()
    {
        var run = Running;
        for (var lost = 1; lost < RunState.MaxLost; lost++)
        {
            run = run.Lose(Noon);
            Assert.Equal((RunPhase.Queued, lost), (run.Phase, run.Lost));
            run = run.Claim("other", Noon);
        }

        run = run.Lose(Noon);
        Assert.Equal((RunPhase.Failed, Noon), (run.Phase, run.EndedAt));
        Assert.Contains("memory", Assert.Single(run.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_holds_what_came_of_it_and_no_trainer()
    {
        RunState[] ends = [Running.Succeed(["Well."], "v1", Noon), Running.Fail("No.", Noon), Running.Cancel(Noon)];
        Assert.All(ends, run => Assert.Equal(
            (false, Noon, null, null, null), (run.IsOpen, run.EndedAt, run.Owner, run.HeartbeatAt, run.SilentAt)));
        Assert.Equal(["v1", null, null], ends.Select(run => run.ModelVersion));
        Assert.Equal([RunPhase.Succeeded, RunPhase.Failed, RunPhase.Cancelled], ends.Select(run => run.Phase));
    }
}
