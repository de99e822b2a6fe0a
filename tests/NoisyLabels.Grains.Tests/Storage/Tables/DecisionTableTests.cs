using CsCheck;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Storage.Tables;

public sealed class DecisionTableTests(PostgresServer postgres)
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Undo_shows_the_decision_before(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await AppendAsync(store, (1, DecisionKind.Accepted), (1, DecisionKind.Kept), (1, DecisionKind.Undone));
        await AppendAsync(store, (2, DecisionKind.Excluded), (2, DecisionKind.Undone), (2, DecisionKind.Undone));
        Assert.Equal([(1L, "Accepted")], await CurrentAsync(store));

        await AppendAsync(store, (2, DecisionKind.Unsure), (1, DecisionKind.Undone));
        Assert.Equal([(2L, "Unsure")], await CurrentAsync(store));
    }

    /// <summary>The fold in SQL against a stack, on histories that nobody thought of.</summary>
    [Fact]
    public async Task The_state_of_each_task_is_the_fold_of_its_decisions()
    {
        var histories = Gen.Select(Gen.Long[1, 4], Gen.Enum<DecisionKind>()).Array[0, 40];
        await using var store = await Store.OpenAsync(Engine.Sqlite, postgres);
        await histories.SampleAsync(
            async history =>
            {
                await store.WriteAsync(session => session.ExecuteAsync("DELETE FROM decisions", new { }));
                await AppendAsync(store, history);
                var stacks = new SortedDictionary<long, Stack<DecisionKind>>();
                foreach (var (task, kind) in history)
                {
                    stacks.TryAdd(task, new Stack<DecisionKind>());
                    var stack = stacks[task];
                    if (kind is not DecisionKind.Undone)
                    {
                        stack.Push(kind);
                    }
                    else
                    {
                        stack.TryPop(out _);
                    }
                }

                Assert.Equal(
                    stacks.Where(task => task.Value.Count > 0).Select(task => (task.Key, task.Value.Peek().ToString())),
                    await CurrentAsync(store));
            },
            iter: 50,
            threads: 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Decisions_are_numbered_on_and_listed_newest_first_with_all_that_they_say(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await AppendAsync(store, (1, DecisionKind.Kept));
        await store.WriteAsync(session =>
            DecisionTable.AppendAsync(session, Store.OtherKey, [Row(9, DecisionKind.Kept)]));
        await AppendAsync(store, (2, DecisionKind.Relabelled), (3, DecisionKind.Unsure));

        var all = await store.ReadAsync(session => DecisionTable.ListAsync(session, Store.Key, 2));
        Assert.Equal([(3, 3), (2, 2)], all.Select(row => (row.Seq, row.TaskId)));
        Assert.Equal(Row(2, DecisionKind.Relabelled) with { Seq = 2 }, all[1]);
    }

    private static DecisionRow Row(long task, DecisionKind kind) => new()
    {
        Control = "label",
        TaskId = task,
        Kind = kind.ToString(),
        FromLabel = "cat",
        ToLabel = kind is DecisionKind.Relabelled ? "Füchse 🦊" : null,
        Score = 0.1,
        ModelVersion = "noisylabels-v1",
        Actor = "ann",
        At = 1_795_570_229_123,
    };

    private static Task AppendAsync(Store store, params (long Task, DecisionKind Kind)[] decisions) =>
        store.WriteAsync(session => DecisionTable.AppendAsync(
            session, Store.Key, [.. decisions.Select(decision => Row(decision.Task, decision.Kind))]));

    private static async Task<IEnumerable<(long, string)>> CurrentAsync(Store store) =>
        (await store.ReadAsync(session => DecisionTable.CurrentAsync(session, Store.Key, "label")))
        .Select(row => (row.TaskId, row.Kind));
}
