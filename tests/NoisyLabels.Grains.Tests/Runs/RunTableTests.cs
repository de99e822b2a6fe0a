using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Storage;

namespace NoisyLabels.Grains.Tests.Runs;

/// <summary>The statements alone: each leaves a run whole.</summary>
public sealed class RunTableTests(PostgresServer postgres)
{
    private static readonly TrainingProgress Learning = new("learning", 1, 2, null);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_run_is_one_row_from_queue_to_end(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        var queued = await QueueAsync(store, 1);
        Assert.Equal(queued, await LatestAsync(store, 1), Same);
        var claim = (await ClaimAsync(store))!;
        Assert.Equal((queued.Run, 1), (claim.Run, claim.Fence));
        Assert.True(await store.WriteAsync(s => RunTable.BeatAsync(s, claim, Learning, Store.Noon.AddSeconds(3))));
        var running = (await LatestAsync(store, 1))!;
        Assert.Equal(
            (RunPhase.Running, "trainer", Learning, Store.Noon.AddSeconds(3)),
            (running.Phase, running.Owner, running.Progress, running.HeartbeatAt));

        var ended = running.Succeed(["It is \"better\"."], "noisylabels-v1", Store.Noon.AddSeconds(4));
        Assert.True(await store.WriteAsync(session => RunTable.SaveAsync(session, Key(1), running, ended)));
        Assert.Equal(ended, await LatestAsync(store, 1), Same);
        var later = await QueueAsync(store, 1);
        var all = await store.ReadAsync(session => RunTable.ListAsync(session, Key(1), 10));
        Assert.Equal([later.Run, ended.Run], all.Select(run => run.Run));
        Assert.Single(await store.ReadAsync(session => RunTable.ListAsync(session, Key(1), 1)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_project_has_one_open_run_at_most(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await QueueAsync(store, 1);
        Assert.False(await store.WriteAsync(session => RunTable.AddAsync(
            session, Key(1), RunState.Queue(null, 0, "again", isForced: true, Store.Noon.AddSeconds(1)))));
        Assert.NotNull(await ClaimAsync(store));
        Assert.Null(await ClaimAsync(store));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_oldest_is_first_but_after_lost_ones_and_those_that_people_wait_for(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        var lost = await QueueAsync(store, 9);
        var running = (await ClaimAsync(store))!;
        Assert.Equal(lost.Run, running.Run);
        await QueueAsync(store, 1, isForced: false, second: 1);
        await QueueAsync(store, 2, isForced: false, second: 2);
        await QueueAsync(store, 4, second: 4);
        await QueueAsync(store, 3, second: 3);
        await ChangeAsync(store, 9, run => run.Release());

        var claimed = new List<long>();
        while (await ClaimAsync(store) is { } claim)
        {
            claimed.Add(claim.Project.Id);
        }

        Assert.Equal([9, 3, 4, 1, 2], claimed);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Trainers_that_claim_at_once_get_each_run_once(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        for (var id = 1; id <= 24; id++)
        {
            await QueueAsync(store, id);
        }

        var claims = new System.Collections.Concurrent.ConcurrentBag<RunClaim>();
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, async (_, _) =>
        {
            while (await ClaimAsync(store) is { } claim)
            {
                claims.Add(claim);
            }
        });
        Assert.Equal(Enumerable.Range(1, 24).Select(id => (long)id), claims.Select(claim => claim.Project.Id).Order());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_stale_fence_changes_nothing(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await QueueAsync(store, 1);
        var first = (await ClaimAsync(store))!;
        var stale = (await LatestAsync(store, 1))!;
        await ChangeAsync(store, 1, run => run.Lose(Store.Noon.AddMinutes(1)));
        var second = (await ClaimAsync(store))!;
        Assert.Equal((first.Run, first.Fence + 1), (second.Run, second.Fence));

        Assert.False(await store.WriteAsync(s => RunTable.BeatAsync(s, first, Learning, Store.Noon)));
        Assert.False(await store.WriteAsync(s => RunTable.SaveAsync(s, Key(1), stale, stale.Succeed([], "v1", Store.Noon))));
        Assert.True((await LatestAsync(store, 1))!.IsHeldBy(second.Run, second.Fence));
        Assert.True(await store.WriteAsync(s => RunTable.BeatAsync(s, second, Learning, Store.Noon)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_cancelled_run_is_passed_over_and_its_trainer_hears_of_it(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await QueueAsync(store, 1);
        await QueueAsync(store, 2, second: 1);
        await ChangeAsync(store, 1, run => run.Cancel(Store.Noon));
        var claim = (await ClaimAsync(store))!;
        Assert.Equal(2, claim.Project.Id);
        await ChangeAsync(store, 2, run => run.Cancel(Store.Noon));
        Assert.False(await store.WriteAsync(s => RunTable.BeatAsync(s, claim, Learning, Store.Noon)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_a_trainer_that_is_not_heard_of_within_the_lease_is_silent(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await QueueAsync(store, 1);
        await QueueAsync(store, 2, second: 1);
        var silent = (await ClaimAsync(store))!;
        var heard = (await ClaimAsync(store))!;
        await store.WriteAsync(s => RunTable.BeatAsync(s, heard, Learning, Store.Noon.AddSeconds(10)));
        var late = Store.Noon + RunState.Lease;
        Assert.Empty(await store.ReadAsync(s => RunTable.SilentAsync(s, late.AddMilliseconds(-1))));
        Assert.Equal([silent.Project.ToString()], await store.ReadAsync(s => RunTable.SilentAsync(s, late)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_fence_is_higher_than_those_of_all_runs_and_versions(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.WriteAsync(session => VersionTable.AddAsync(
            session, Key(1), new VersionRow { Number = 1, ModelVersion = "v1", Run = $"{Guid.Empty:N}", Fence = 7 }));
        await QueueAsync(store, 1);
        Assert.Equal(8, (await ClaimAsync(store))!.Fence);
        Assert.Equal(8, await store.ReadAsync(session => RunTable.FenceAsync(session, Key(1))));
        Assert.Equal(0, await store.ReadAsync(session => RunTable.FenceAsync(session, Key(2))));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Failures_are_counted_since_the_last_success(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        Assert.Equal(new RunHistory(null, 0, null), await HistoryAsync());
        await RunAsync(1, (run, now) => run.Fail("The disk is full.", now));
        await RunAsync(2, (run, now) => run.Succeed([], null, now));
        Assert.Equal(new RunHistory(Store.Noon.AddSeconds(2), 0, null), await HistoryAsync());
        await RunAsync(3, (run, now) => run.Fail("The disk is full.", now));
        await RunAsync(4, (run, now) => run.Cancel(now));
        await RunAsync(5, (run, now) => run.Fail("The disk is gone.", now));
        Assert.Equal(new RunHistory(Store.Noon.AddSeconds(2), 2, "The disk is gone."), await HistoryAsync());

        Task<RunHistory> HistoryAsync() => store.ReadAsync(session => RunTable.HistoryAsync(session, Key(1)));

        async Task RunAsync(int second, Func<RunState, DateTimeOffset, RunState> end)
        {
            var now = Store.Noon.AddSeconds(second);
            await QueueAsync(store, 1, second: second);
            await store.WriteAsync(session => RunTable.ClaimAsync(session, "trainer", now));
            await ChangeAsync(store, 1, run => end(run, now));
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Trainers_are_forgotten_a_minute_after_their_last_word(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await AnnounceAsync("idle", 0);
        await AnnounceAsync("busy", 0);
        Assert.Equal(["busy", "idle"], await ListAsync(59));
        await AnnounceAsync("busy", 59);
        Assert.Equal(["busy"], await ListAsync(61));

        Task AnnounceAsync(string owner, int second) =>
            store.WriteAsync(session => TrainerTable.AnnounceAsync(session, owner, Store.Noon.AddSeconds(second)));

        Task<IReadOnlyList<string>> ListAsync(int second) =>
            store.ReadAsync(session => TrainerTable.ListAsync(session, Store.Noon.AddSeconds(second)));
    }

    private static ProjectKey Key(long id) => Store.Key with { Id = id };

    private static bool Same(RunState? one, RunState? other) =>
        (one! with { Sentences = [] }) == (other! with { Sentences = [] }) && one.Sentences.SequenceEqual(other.Sentences);

    private static async Task<RunState> QueueAsync(Store store, long id, bool isForced = true, int second = 0)
    {
        var latest = await LatestAsync(store, id);
        var run = RunState.Queue(latest, 0, "button", isForced, Store.Noon.AddSeconds(second));
        Assert.True(await store.WriteAsync(session => RunTable.AddAsync(session, Key(id), run)));
        return run;
    }

    private static Task<RunClaim?> ClaimAsync(Store store) =>
        store.WriteAsync(session => RunTable.ClaimAsync(session, "trainer", Store.Noon));

    private static Task<RunState?> LatestAsync(Store store, long id) =>
        store.ReadAsync(session => RunTable.LatestAsync(session, Key(id)));

    private static Task ChangeAsync(Store store, long id, Func<RunState, RunState> change) =>
        store.WriteAsync(async session =>
        {
            var run = (await RunTable.LatestAsync(session, Key(id)))!;
            Assert.True(await RunTable.SaveAsync(session, Key(id), run, change(run)));
        });
}
