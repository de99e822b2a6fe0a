using System.IO.Compression;
using Microsoft.Data.Sqlite;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Runs;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage;

/// <summary>
/// A data directory of an earlier program, which kept grains in a file of their own: project 14 has settings, a version, a
/// training that runs and one that is asked for after it; 15 was disconnected; 16 waits for its training.
/// </summary>
public sealed class EarlierGrainStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Earlier => Path.Combine(_folder["data"], "orleans.db");

    [Fact]
    public async Task Everything_is_taken_over_and_the_work_goes_on()
    {
        Unpack();
        await using var cluster = await ProjectCluster.StartAsync(_folder, SiloRole.All);
        var status = await cluster.Project(Events.Pets).GetStatus();
        Assert.Equal(("pets", 8, "noisylabels-v1"), (status.Title, status.Annotations, status.ModelVersion));
        var config = await cluster.Project(Events.Pets).GetConfig();
        Assert.Equal((7, 3, Events.CatsAndDogs), (config.Settings.LeastLabels, config.Settings.Seed, config.LabelConfig));
        Assert.False((await cluster.Project(Events.Pets with { Id = 15 }).GetConfig()).IsConnected);

        var other = await cluster.UntilStartedAsync(1);
        Assert.Equal((16, 1), (other.Ticket.Project.Id, other.Ticket.Fence));
        other.End();
        var first = await cluster.UntilStartedAsync(2);
        Assert.Equal(
            (14, 3, Guid.Parse("03f4c2c4d2614a349ed770b86b422527")),
            (first.Ticket.Project.Id, first.Ticket.Fence, first.Ticket.Run));
        first.End();
        Assert.Equal("noisylabels-v2", (await cluster.UntilEndedAsync(Events.Pets)).ModelVersion);
        Assert.False(File.Exists(Earlier));
        Assert.True(File.Exists($"{Earlier}.migrated"));
    }

    [Fact]
    public async Task A_second_migration_changes_nothing_and_one_that_was_killed_is_ended()
    {
        Unpack();
        var once = await MigrateAsync();
        Assert.Equal(once, await MigrateAsync());

        // Killed after the transaction and before the file had its new name, and the program has gone on since.
        File.Move($"{Earlier}.migrated", Earlier);
        await ExecuteAsync("noisylabels.db", "UPDATE runs SET reason = 'later'; DELETE FROM OrleansStorage");
        var later = await MigrateAsync();
        Assert.All(later.Runs, run => Assert.Equal("later", run.Reason));
        Assert.Equal(0, later.States);
        Assert.False(File.Exists(Earlier));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_data_as_they_were()
    {
        Unpack();
        await ExecuteAsync(
            "noisylabels.db",
            "CREATE TRIGGER no BEFORE UPDATE ON runs WHEN new.project LIKE '%/16.%' BEGIN SELECT RAISE(ABORT, 'killed'); END");
        await Assert.ThrowsAnyAsync<Exception>(MigrateAsync);
        Assert.True(File.Exists(Earlier));
        await ExecuteAsync("noisylabels.db", "DROP TRIGGER no");
        Assert.Equal(3, (await MigrateAsync()).States);
    }

    [Fact]
    public async Task What_a_kill_between_state_and_row_had_left_is_mended_for_good()
    {
        Unpack();
        await ExecuteAsync(
            "noisylabels.db",
            """
            DELETE FROM runs WHERE project LIKE '%/16.%';
            UPDATE runs SET phase = 'Queued' WHERE project LIKE '%/15.%';
            INSERT INTO versions VALUES (
              'default/14.1795570229', 2, 'noisylabels-v2', '03f4c2c4d2614a349ed770b86b422527', 2, 1795694403300, '{}');
            """);
        var (runs, _) = await MigrateAsync();
        Assert.Equal(
            [(RunPhase.Succeeded, "noisylabels-v2"), (RunPhase.Cancelled, null), (RunPhase.Queued, null)],
            runs.Select(run => (run.Phase, run.ModelVersion)));
    }

    public void Dispose() => _folder.Dispose();

    private void Unpack()
    {
        var data = typeof(EarlierGrainStateTests).Assembly.GetManifestResourceStream("two-databases.zip")!;
        ZipFile.ExtractToDirectory(data, _folder["data"]);
    }

    /// <returns>The latest run of each project, and how many projects have a state.</returns>
    private async Task<Migrated> MigrateAsync()
    {
        await using var database = new Database(new StorageOptions { DataDirectory = _folder["data"] });
        await database.MigrateAsync();
        return await database.ReadAsync(async session =>
        {
            var runs = new List<RunState>();
            foreach (var project in (await ProjectTable.ListAsync(session)).OrderBy(row => row.Project))
            {
                runs.Add((await RunTable.LatestAsync(session, Contracts.ProjectKey.Parse(project.Project)!))!
                    with { Sentences = [] });
            }

            return new Migrated(runs, await session.CountAsync("SELECT count(*) FROM OrleansStorage", new { }));
        });
    }

    private async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder["data"], file), Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await new Session(connection, null).ExecuteAsync(sql, new { });
    }

    private sealed record Migrated(IReadOnlyList<RunState> Runs, long States)
    {
        public bool Equals(Migrated? other) => other is not null && Runs.SequenceEqual(other.Runs) && States == other.States;

        public override int GetHashCode() => Runs.Count;
    }
}
