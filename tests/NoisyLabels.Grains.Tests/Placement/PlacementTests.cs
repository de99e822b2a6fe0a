using NoisyLabels.Grains.Tests.Clusters;
using NoisyLabels.Testing;

namespace NoisyLabels.Grains.Tests.Placement;

public sealed class PlacementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Projects_live_where_more_is_done_than_training()
    {
        await using var cluster = await ProjectCluster.StartAsync(
            _folder, SiloRole.Trainer, SiloRole.Web, SiloRole.Trainer);
        Assert.Equal([cluster.AddressOf(silo: 1)], await HomesAsync(cluster));
    }

    [Fact]
    public async Task Projects_live_on_trainers_where_there_is_nothing_else()
    {
        await using var cluster = await ProjectCluster.StartAsync(_folder, SiloRole.Trainer, SiloRole.Trainer);
        Assert.NotEmpty(await HomesAsync(cluster));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Where a dozen projects were put.</summary>
    private static async Task<IEnumerable<SiloAddress>> HomesAsync(ProjectCluster cluster)
    {
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var homes = new HashSet<SiloAddress>();
        for (var id = 1; id <= 12; id++)
        {
            var project = cluster.Project(Events.Pets with { Id = id });
            await project.Setup(Events.Setup());
            homes.Add((await management.GetActivationAddress(project))!);
        }

        return homes;
    }
}
