using Orleans.Placement;

namespace NoisyLabels.Grains.Placement;

/// <summary>See <see cref="TrainsHereAttribute"/>.</summary>
public sealed class TrainsHereStrategy() : PlacementFilterStrategy(order: 0);
