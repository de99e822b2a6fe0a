using Microsoft.Data.Sqlite;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage;

public sealed class MigrationTests(PostgresServer postgres)
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_second_migration_changes_nothing(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1));
        await store.Database.MigrateAsync();
        Assert.Single(await store.ReadAsync(session => TaskTable.ListAsync(session, Store.Key)));
        Assert.Equal(3, await ScriptsAsync(store.Database));
    }

    [Fact(Explicit = true)]
    public async Task Silos_that_start_at_once_migrate_once()
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions
        {
            DataDirectory = folder.Path,
            ConnectionString = await postgres.CreateDatabaseAsync(),
        };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var silo = new Database(options);
            await silo.MigrateAsync();
        })));
        await using var database = new Database(options);
        Assert.Equal(3, await ScriptsAsync(database));
        Assert.Equal(0, await CountAsync(
            database,
            """
            pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND d.datname = current_database()
            """));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.WriteAsync(session => session.ExecuteAsync(
            """INSERT INTO schemaversions (scriptname, applied) VALUES ('0999-from-the-future.sql', '2030-01-01')""",
            new { }));
        var error = await Assert.ThrowsAsync<UserErrorException>(store.Database.MigrateAsync);
        Assert.StartsWith("The database was made by a newer version", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, await ScriptsAsync(store.Database));
    }

    [Fact(Explicit = true)]
    public async Task The_queries_of_Orleans_are_renewed_at_every_start_on_PostgreSQL()
    {
        await using var store = await Store.OpenAsync(Engine.PostgreSql, postgres);
        await store.WriteAsync(s => s.ExecuteAsync("UPDATE OrleansQuery SET QueryText = 'SELECT 1'", new { }));
        await store.Database.MigrateAsync();
        Assert.Equal(0, await CountAsync(store.Database, "OrleansQuery WHERE QueryText = 'SELECT 1'"));
    }

    [Fact]
    public async Task The_queries_of_Orleans_are_renewed_at_every_start_on_SQLite()
    {
        await using var store = await Store.OpenAsync(Engine.Sqlite, postgres);
        await using var grains = new SqliteConnection(store.Database.SqliteConnectionString);
        await grains.OpenAsync(TestContext.Current.CancellationToken);
        var session = new Session(grains, null);
        Assert.Equal(4, await session.ExecuteAsync("UPDATE OrleansQuery SET QueryText = 'SELECT 1'", new { }));
        await store.Database.MigrateAsync();
        Assert.Equal(
            0, await session.CountAsync("SELECT count(*) FROM OrleansQuery WHERE QueryText = 'SELECT 1'", new { }));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        folder.Write("noisylabels.db", new string('x', 5000));
        await using var database = new Database(new StorageOptions { DataDirectory = folder.Path });
        var error = await Assert.ThrowsAsync<UserErrorException>(database.MigrateAsync);
        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
    }

    private static Task<long> ScriptsAsync(Database database) => CountAsync(database, "schemaversions");

    private static Task<long> CountAsync(Database database, string from) =>
        database.ReadAsync(session => session.CountAsync($"SELECT count(*) FROM {from}", new { }));
}
