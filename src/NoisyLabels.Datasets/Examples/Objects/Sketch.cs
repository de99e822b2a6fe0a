using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Examples.Objects;

/// <summary>One object, drawn about the origin within a circle of radius 1.</summary>
/// <param name="Body">The silhouette.</param>
/// <param name="Colour">Of the body; red, green and blue, 0 to 1.</param>
/// <param name="Details">In the order of drawing.</param>
internal sealed record Sketch(Shape Body, Vector3 Colour, IReadOnlyList<Detail> Details)
{
    /// <summary>
    /// Something between this and another object: the outline and the colour on the way, and the details of both, each
    /// as visible as its object is near.
    /// </summary>
    public Sketch Morph(Sketch other, float share) => share <= 0
        ? this
        : new Sketch(
            Body.Morph(other.Body, share),
            Vector3.Lerp(Colour, other.Colour, share),
            [
                .. Details.Select(detail => detail with { Opacity = detail.Opacity * (1 - share) }),
                .. other.Details.Select(detail => detail with { Opacity = detail.Opacity * share }),
            ]);
}
