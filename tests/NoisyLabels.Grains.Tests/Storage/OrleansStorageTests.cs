using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NoisyLabels.Grains.Storage;
using Orleans.Storage;

namespace NoisyLabels.Grains.Tests.Storage;

/// <summary>Grain state through Orleans' own providers, on a real silo.</summary>
public sealed class OrleansStorageTests(PostgresServer postgres)
{
    private static readonly GrainId Grain = GrainId.Create("project", "default/14.1795570229");
    private static int _port = 21_000;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_many_first_writes_one_wins_and_the_state_stays_readable(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        using var silo = await StartAsync(store.Database);
        var storage = Storage(silo);
        var won = 0;
        await Parallel.ForAsync(0, 16, TestContext.Current.CancellationToken, async (i, _) =>
        {
            try
            {
                await storage.WriteStateAsync("project", Grain, new GrainState<Kept>(new Kept { Text = $"{i}" }));
                Interlocked.Increment(ref won);
            }
            catch (InconsistentStateException)
            {
                // Somebody else was first.
            }
        });
        Assert.Equal(1, won);
        Assert.True((await ReadAsync(storage)).RecordExists);
        await silo.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task State_outlives_the_silo_and_an_old_copy_cannot_overwrite_it(Engine engine)
    {
        await using var store = await Store.OpenAsync(engine, postgres);
        using (var first = await StartAsync(store.Database))
        {
            await Storage(first).WriteStateAsync("project", Grain, new GrainState<Kept>(new Kept { Text = "Füchse" }));
            await first.StopAsync(TestContext.Current.CancellationToken);
        }

        await store.Database.DisposeAsync();
        await using var database = new Database(store.Options);
        await database.MigrateAsync();
        using var second = await StartAsync(database);
        var storage = Storage(second);
        var (one, other) = (await ReadAsync(storage), await ReadAsync(storage));
        Assert.Equal("Füchse", one.State?.Text);

        await storage.WriteStateAsync("project", Grain, one);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("project", Grain, other));
        await storage.ClearStateAsync("project", Grain, one);
        Assert.False((await ReadAsync(storage)).RecordExists);
        await second.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IHost> StartAsync(Database database)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
            silo.UseNoisyLabelsStorage(database, new SiloPorts(Interlocked.Increment(ref _port), "127.0.0.1")));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static IGrainStorage Storage(IHost silo) =>
        silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");

    private static async Task<GrainState<Kept>> ReadAsync(IGrainStorage storage)
    {
        var state = new GrainState<Kept>();
        await storage.ReadStateAsync("project", Grain, state);
        return state;
    }

    private sealed record Kept
    {
        public string Text { get; init; } = "";
    }
}
