using NoisyLabels.Datasets.Tests.Files;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Storage;

public sealed class DatabaseTests(PostgresServer postgres)
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_write_that_fails_leaves_nothing_behind(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(async session =>
        {
            await TaskTable.SaveAsync(session, Store.Key, [Store.Task(1)], Store.Noon);
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, (await store.CountsAsync()).Tasks);
        Assert.Equal(1, await store.SaveTasksAsync(Store.Task(1)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_writers_and_readers_at_once_lose_nothing(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (i, _) =>
        {
            await store.SaveTasksAsync(Store.Task(i));
            await store.SaveAnnotationsAsync(Store.Annotation(i, task: i));
            await store.CountsAsync();
        });
        Assert.Equal(new(200, 200, 200, 0, 0), await store.CountsAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Readers_do_not_wait_for_a_writer(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.WriteAsync(async session =>
        {
            await TaskTable.SaveAsync(session, Store.Key, [Store.Task(1)], Store.Noon);
            Assert.Equal(0, (await store.CountsAsync()).Tasks);
        });
        Assert.Equal(1, (await store.CountsAsync()).Tasks);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_write_within_a_write_fails_instead_of_waiting_for_itself(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.WriteAsync(_ => store.SaveTasksAsync(Store.Task(1))));
        Assert.Equal(1, await store.SaveTasksAsync(Store.Task(1)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Everything_is_there_after_a_restart(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        await store.SaveTasksAsync(Store.Task(1));
        await store.Database.DisposeAsync();
        await using var again = new Database(store.Options);
        await again.MigrateAsync();
        Assert.Single(await again.ReadAsync(session => TaskTable.ListAsync(session, Store.Key)));
    }

    [Fact]
    public async Task A_full_disk_is_said_in_a_sentence_and_nothing_is_half_written()
    {
        using var folder = new TemporaryFolder();
        using var disk = TinyDisk.Mount(folder, "disk", "1m");
        await using var database = new Database(new StorageOptions { DataDirectory = folder["disk"] });
        await database.MigrateAsync();
        await SaveAsync(database, 1);
        var large = new string('x', 400_000);

        var error = await Assert.ThrowsAsync<UserErrorException>(() => database.WriteAsync(async session =>
        {
            for (var id = 2; id < 10; id++)
            {
                await TaskTable.SaveAsync(session, Store.Key, [Store.Task(id, large)], Store.Noon);
            }
        }));

        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], (await ListAsync(database)).Select(task => task.TaskId));
        await SaveAsync(database, 2);
        Assert.Equal([1, 2], (await ListAsync(database)).Select(task => task.TaskId));
    }

    [Fact]
    public async Task A_disk_that_became_read_only_is_said_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using var disk = TinyDisk.Mount(folder, "disk", "4m");
        var options = new StorageOptions { DataDirectory = folder["disk"] };
        await using (var database = new Database(options))
        {
            await database.MigrateAsync();
            await SaveAsync(database, 1);
        }

        disk.MakeReadOnly();
        await using var frozen = new Database(options);
        var error = await Assert.ThrowsAsync<UserErrorException>(() => SaveAsync(frozen, 2));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_that_is_not_there_is_said_without_its_password()
    {
        using var folder = new TemporaryFolder();
        await using var database = new Database(new StorageOptions
        {
            DataDirectory = folder.Path,
            ConnectionString = $"Host={folder["no-socket"]};Username=noisylabels;Password=hush-hush",
        });
        var error = await Assert.ThrowsAsync<UserErrorException>(database.MigrateAsync);
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<int> SaveAsync(Database database, long id) =>
        database.WriteAsync(session => TaskTable.SaveAsync(session, Store.Key, [Store.Task(id)], Store.Noon));

    private static Task<IReadOnlyList<StoredTask>> ListAsync(Database database) =>
        database.ReadAsync(session => TaskTable.ListAsync(session, Store.Key));
}
