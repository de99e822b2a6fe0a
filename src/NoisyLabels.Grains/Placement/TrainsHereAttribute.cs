using Orleans.Placement;

namespace NoisyLabels.Grains.Placement;

/// <summary>
/// Only on silos that train. The filter that Orleans brings along compares with the calling silo's metadata, which would
/// place a trainer beside whoever asks for one.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TrainsHereAttribute() : PlacementFilterAttribute(new TrainsHereStrategy());
