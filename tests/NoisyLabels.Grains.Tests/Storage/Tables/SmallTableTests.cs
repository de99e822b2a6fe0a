using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;

namespace NoisyLabels.Grains.Tests.Storage.Tables;

/// <summary>Projects, runs, versions, pushed predictions and the journal.</summary>
public sealed class SmallTableTests(PostgresServer postgres)
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_project_keeps_its_title_version_and_first_sizes(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        Assert.Null(await store.ReadAsync(session => ProjectTable.FindAsync(session, Store.Key)));
        await store.WriteAsync(session => ProjectTable.SaveAsync(session, Store.Key, "cats", Store.Noon));
        await store.WriteAsync(session => ProjectTable.ActivateAsync(session, Store.Key, "noisylabels-v3"));
        await store.WriteAsync(session => ProjectTable.ChooseSizesAsync(session, Store.Key, "64,128"));
        await store.WriteAsync(session => ProjectTable.ChooseSizesAsync(session, Store.Key, "224"));
        await store.WriteAsync(session => ProjectTable.SaveAsync(session, Store.Key, null, Store.Noon.AddSeconds(1)));
        await store.WriteAsync(session => ProjectTable.SaveAsync(session, Store.OtherKey, null, Store.Noon));

        var all = await store.ReadAsync(ProjectTable.ListAsync);
        Assert.Equal(
            new ProjectRow
            {
                Project = "default/14.1795570229",
                Instance = "default",
                Title = "cats",
                ActiveVersion = "noisylabels-v3",
                ImageSizes = "64,128",
                UpdatedAt = Store.Noon.AddSeconds(1).ToUnixTimeMilliseconds(),
            },
            all[0]);
        Assert.Equal("team-a/14.0", all[1].Project);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_version_is_found_by_its_name_and_numbered_once(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        var first = new VersionRow { Number = 1, ModelVersion = "noisylabels-v1", Run = $"{Guid.Empty:N}", Fence = 4 };
        await store.WriteAsync(session => VersionTable.AddAsync(session, Store.Key, first));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            store.WriteAsync(session => VersionTable.AddAsync(session, Store.Key, first)));

        Assert.Equal(first, await store.ReadAsync(s => VersionTable.FindAsync(s, Store.Key, "noisylabels-v1")));
        Assert.Null(await store.ReadAsync(s => VersionTable.FindAsync(s, Store.OtherKey, "noisylabels-v1")));
        Assert.Single(await store.ReadAsync(session => VersionTable.ListAsync(session, Store.Key)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Pushed_predictions_are_forgotten_by_task_and_version(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        PushedRow[] rows =
        [
            new() { TaskId = 1, ModelVersion = "v1", PredictionId = 7 },
            new() { TaskId = 1, ModelVersion = "v2" },
            new() { TaskId = 2, ModelVersion = "v1" },
        ];
        await store.WriteAsync(session => PushedTable.SaveAsync(session, Store.Key, rows));
        await store.WriteAsync(s => PushedTable.SaveAsync(s, Store.Key, [rows[2] with { PredictionId = 9 }]));
        await store.WriteAsync(session => PushedTable.DeleteAsync(session, Store.Key, [rows[0]]));

        Assert.Equal(
            [(1, "v2", null), (2, "v1", 9L)],
            (await store.ReadAsync(session => PushedTable.ListAsync(session, Store.Key)))
            .Select(row => (row.TaskId, row.ModelVersion, row.PredictionId)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_journal_keeps_its_last_lines_and_says_nothing_twice_in_a_row(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.WriteAsync(async session =>
        {
            for (var i = 0; i < 230; i++)
            {
                var line = new JournalLine(Store.Noon.AddSeconds(i), JournalLevel.Warning, $"Line {i / 2 * 2}.");
                await JournalTable.AppendAsync(session, Store.Key, line);
                await JournalTable.AppendAsync(session, Store.Key, line with { Sentence = $"Other {i}." });
            }
        });
        foreach (var at in new[] { Store.Noon, Store.Noon.AddDays(1) })
        {
            await store.WriteAsync(s => JournalTable.AppendAsync(s, Store.Key, new(at, JournalLevel.Error, "Full.")));
        }

        var tail = await store.ReadAsync(session => JournalTable.TailAsync(session, Store.Key, 1000));
        Assert.Equal(200, tail.Count);
        Assert.Equal(new JournalLine(Store.Noon.AddDays(1), JournalLevel.Error, "Full."), tail[0]);
        Assert.Equal(new JournalLine(Store.Noon.AddSeconds(229), JournalLevel.Warning, "Other 229."), tail[1]);
    }
}
