using Orleans.Placement;

namespace NoisyLabels.Grains.Placement;

/// <summary>
/// Rather on silos that do more than train: a project should not go down with a training that takes all memory.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PrefersNoTrainerAttribute() : PlacementFilterAttribute(new PrefersNoTrainerStrategy());
