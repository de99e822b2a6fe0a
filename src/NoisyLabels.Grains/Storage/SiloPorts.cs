namespace NoisyLabels.Grains.Storage;

/// <summary>How other silos reach this one.</summary>
/// <param name="Silo">Port for other silos; the one process that is the default listens on loopback only.</param>
/// <param name="AdvertisedAddress">IP address that other silos dial; null for the host's own name.</param>
public sealed record SiloPorts(int Silo = 11111, string? AdvertisedAddress = null);
