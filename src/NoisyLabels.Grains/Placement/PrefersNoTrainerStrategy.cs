using Orleans.Placement;

namespace NoisyLabels.Grains.Placement;

/// <summary>See <see cref="PrefersNoTrainerAttribute"/>.</summary>
public sealed class PrefersNoTrainerStrategy() : PlacementFilterStrategy(order: 0);
