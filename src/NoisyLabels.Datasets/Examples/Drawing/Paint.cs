using System.Numerics;

namespace NoisyLabels.Datasets.Examples.Drawing;

/// <summary>The colour of a shape at one of its points.</summary>
/// <param name="point">In the shape's own units.</param>
/// <param name="distance">Signed distance to the shape's edge, in the same units.</param>
/// <returns>Red, green and blue, 0 to 1.</returns>
public delegate Vector3 Paint(Vector2 point, float distance);
