using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Instances;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Grains.Training;
using NoisyLabels.Grains.Work;
using NoisyLabels.Testing;
using Orleans.TestingHost;

namespace NoisyLabels.Grains.Tests;

/// <summary>
/// One silo as the product starts it, on empty tables. By itself it does not train: tests claim trainings by hand.
/// </summary>
public sealed class TestSilo : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IHost? _host;
    private long _lastProject;

    public SiloRole Role { get; init; } = SiloRole.Web;

    /// <summary>What is done in the background is done by nobody: the test does it, and owns the moment.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Of the product, not of Orleans, which goes on by itself.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Null for the product's own.</summary>
    public ITrainingWork? Work { get; init; }

    public IReadOnlyDictionary<string, InstanceOptions> Instances { get; init; } =
        new Dictionary<string, InstanceOptions>();

    public Database Database { get; private set; } = null!;

    public string DataDirectory => _folder["data"];

    public IServiceProvider Services => _host!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public ValueTask InitializeAsync() => StartAsync();

    public IProjectGrain Project(ProjectKey key) => Grains.GetGrain<IProjectGrain>(key.ToString());

    public ProjectKey NewKey() => new("default", Interlocked.Increment(ref _lastProject), 1795570229);

    /// <summary>The process ends in good order, and another one goes on with the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A person empties the cache while the process is down.</summary>
    public async Task EmptyCacheAsync()
    {
        await StopAsync();
        Directory.Delete(Database.Folders.Cache, recursive: true);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async ValueTask StartAsync()
    {
        var options = new GrainsOptions
        {
            Storage = new StorageOptions { DataDirectory = _folder["data"] },
            Role = Role,
            Ports = new SiloPorts(Loopback.FreePort(), "127.0.0.1"),
            Instances = Instances,
        };
        Database = new Database(options.Storage);
        await Database.MigrateAsync();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (Work is not null)
        {
            builder.Services.AddSingleton(Work);
        }

        builder.Services.AddSingleton(Clock);
        builder.UseOrleans(silo =>
        {
            silo.AddNoisyLabels(options, Database);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        });
        if (IsQuiet)
        {
            builder.Services.AddSingleton<IProjectWork>(new WokenWork());
        }

        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task StopAsync()
    {
        await _host!.StopAsync(CancellationToken.None);
        _host.Dispose();
        await Database.DisposeAsync();
    }
}
