using Orleans.Runtime.MembershipService.SiloMetadata;

namespace NoisyLabels.Grains.Placement;

/// <summary>What a silo tells the others about itself.</summary>
internal static class SiloTraits
{
    /// <summary>Metadata key: <c>yes</c> on silos that train.</summary>
    public const string Trains = "noisylabels.trains";

    /// <summary>Metadata key: the silo's <see cref="SiloRole"/>.</summary>
    public const string Role = "noisylabels.role";

    public static bool TrainsAt(this ISiloMetadataCache cache, SiloAddress silo) =>
        cache.GetSiloMetadata(silo).Metadata.GetValueOrDefault(Trains) == "yes";

    public static bool IsTrainerOnly(this ISiloMetadataCache cache, SiloAddress silo) =>
        cache.GetSiloMetadata(silo).Metadata.GetValueOrDefault(Role) == nameof(SiloRole.Trainer);
}
