using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Examples.Objects;

/// <summary>A part with a colour of its own.</summary>
/// <param name="Shape">In the object's units.</param>
/// <param name="Colour">Red, green and blue, 0 to 1.</param>
/// <param name="Opacity">0 to 1.</param>
/// <param name="IsBehind">Drawn before the body.</param>
internal sealed record Detail(Shape Shape, Vector3 Colour, float Opacity = 1, bool IsBehind = false);
