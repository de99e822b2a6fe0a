using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Training;
using NoisyLabels.Grains.Work;
using NoisyLabels.Testing;
using Orleans.TestingHost;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>
/// Silos over real tables in a folder that outlives them. Trainings do what the test says, on the threads of the real
/// <see cref="TrainingHost"/>; time passes when the test lets it.
/// </summary>
internal sealed class ProjectCluster : IAsyncDisposable
{
    private const string Sqlite = "System.Data.SQLite";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, ControlledTraining> _trainings = new();
    private readonly InProcessTestCluster _cluster;
    private readonly SiloRole[] _roles;

    private ProjectCluster(StorageOptions storage, FakeTimeProvider clock, SiloRole[] roles)
    {
        (Clock, _roles) = (clock, roles);
        Database = new Database(storage);
        var builder = new InProcessTestClusterBuilder((short)roles.Length);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ServiceId = "noisylabels";
        builder.ConfigureSilo((silo, host) => Configure(host, storage, silo.SiloName));
        _cluster = builder.Build();
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>Of the test's own; each silo has another over the same files.</summary>
    public Database Database { get; }

    public WokenWork Work { get; } = new();

    /// <summary>All attempts so far, on all silos.</summary>
    public IReadOnlyList<StartedTraining> Started =>
        [.. _trainings.Values.SelectMany(training => training.Started).OrderBy(started => started.Order)];

    public IServiceProvider Services => _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress);

    public IGrainFactory Grains => _cluster.Client;

    public static Task<ProjectCluster> StartAsync(TemporaryFolder folder, params SiloRole[] roles) =>
        StartAsync(folder, new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero)), roles);

    public static async Task<ProjectCluster> StartAsync(
        TemporaryFolder folder, FakeTimeProvider clock, params SiloRole[] roles)
    {
        var cluster = new ProjectCluster(new StorageOptions { DataDirectory = folder["data"] }, clock, roles);
        await cluster.Database.MigrateAsync();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IProjectGrain Project(ProjectKey key) => _cluster.Client.GetGrain<IProjectGrain>(key.ToString());

    /// <summary>The attempts that ran on one silo.</summary>
    public IReadOnlyList<StartedTraining> StartedOn(int silo) => _trainings[_cluster.Silos[silo].Name].Started;

    public SiloAddress AddressOf(int silo) => _cluster.Silos[silo].SiloAddress;

    /// <summary>The silo that an attempt runs on.</summary>
    public InProcessSiloHandle SiloOf(StartedTraining started) =>
        _cluster.Silos.Single(silo => _trainings[silo.Name].Started.Contains(started));

    public Task StopAsync(InProcessSiloHandle silo) => _cluster.StopSiloAsync(silo);

    /// <summary>As good as a kill: nothing is waited for, and its trainings do not hear of it.</summary>
    public Task KillAsync(InProcessSiloHandle silo)
    {
        _trainings[silo.Name].IsDeaf = true;
        return _cluster.KillSiloAsync(silo);
    }

    public Task DeactivateAsync(ProjectKey key) => _cluster.DeactivateAsync(Project(key));

    /// <summary>Lets time pass, ten times as fast as it does, until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"Not within a minute: {what}");
            await PassAsync(TimeSpan.FromMilliseconds(200));
        }
    }

    public Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    public async Task<StartedTraining> UntilStartedAsync(int number)
    {
        await UntilAsync(() => Started.Count >= number, $"attempt {number} starts");
        return Started[number - 1];
    }

    public Task<RunStatus> UntilEndedAsync(ProjectKey key) => UntilPhaseAsync(
        key, phase => phase is not (RunPhase.Queued or RunPhase.Running));

    public async Task<RunStatus> UntilPhaseAsync(ProjectKey key, Func<RunPhase, bool> isIt)
    {
        RunStatus? run = null;
        await UntilAsync(
            async () => (run = (await Project(key).GetStatus()).Run) is { } known && isIt(known.Phase),
            "the run comes that far");
        return run!;
    }

    /// <summary>Lets so much time pass in small steps, for a timer fires once a step.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromMilliseconds(200); time > TimeSpan.Zero; time -= step)
        {
            Clock.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Started)
        {
            started.Abandon();
        }

        await _cluster.DisposeAsync();
        await Database.DisposeAsync();
    }

    private void Configure(ISiloBuilder silo, StorageOptions storage, string name)
    {
        var database = new Database(storage);
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.AddAdoNetGrainStorageAsDefault(o =>
            (o.Invariant, o.ConnectionString) = (Sqlite, database.SqliteConnectionString));
        silo.Services.AddSingleton<TimeProvider>(Clock);
        silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        silo.Services.AddSingleton<ITrainingWork>(_trainings.GetOrAdd(name, _ => new ControlledTraining()));
        silo.AddNoisyLabelsGrains(
            new GrainsOptions { Storage = storage, Role = _roles[int.Parse(name.Split('_')[^1], null)] }, database);
        silo.Services.AddSingleton<IProjectWork>(Work);
    }
}
