using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace NoisyLabels.Grains.Placement;

/// <summary>Leaves the silos that do more than train; all of them where there are no others.</summary>
internal sealed class PrefersNoTrainerFilter(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] all = [.. silos];
        SiloAddress[] preferred = [.. all.Where(silo => !metadata.IsTrainerOnly(silo))];
        return preferred.Length > 0 ? preferred : all;
    }
}
