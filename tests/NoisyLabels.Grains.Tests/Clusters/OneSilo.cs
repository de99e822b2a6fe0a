using NoisyLabels.Contracts.Grains;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Clusters;

/// <summary>Tests that each have one silo of their own.</summary>
public abstract class OneSilo(SiloRole role) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private protected ProjectCluster Cluster { get; private set; } = null!;

    private protected IProjectGrain Pets => Cluster.Project(Events.Pets);

    public virtual async ValueTask InitializeAsync()
    {
        Cluster = await ProjectCluster.StartAsync(_folder, role);
        await Pets.Setup(Events.Setup());
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
