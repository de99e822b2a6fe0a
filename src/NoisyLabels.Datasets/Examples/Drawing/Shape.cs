using System.Numerics;

namespace NoisyLabels.Datasets.Examples.Drawing;

/// <summary>
/// A region of the plane (y down), given by its signed distance: below 0 inside, 0 on the edge, above 0 outside, in
/// the plane's own units. Distances may be bounds of the true ones, as they are after <see cref="Minus"/>; the edge is
/// exact. Formulas after I. Quilez, "2D distance functions".
/// </summary>
/// <param name="distance">Signed distance of a point.</param>
/// <param name="bounds">A circle that holds the whole region.</param>
public sealed class Shape(Func<Vector2, float> distance, Disc bounds)
{
    public Disc Bounds { get; } = bounds;

    public float Distance(Vector2 point) => distance(point);

    public static Shape Circle(Vector2 centre, float radius) =>
        new(p => Vector2.Distance(p, centre) - radius, new Disc(centre, radius));

    /// <summary>Radii along x and y; the distance is its first-order estimate, exact on the edge.</summary>
    public static Shape Ellipse(Vector2 centre, float radiusX, float radiusY)
    {
        var (inverse, inverseSquare) = (new Vector2(1 / radiusX, 1 / radiusY),
            new Vector2(1 / (radiusX * radiusX), 1 / (radiusY * radiusY)));
        return new Shape(
            p =>
            {
                // f(p) = |p / r| - 1 has the gradient (p / r²) / |p / r|.
                var k = ((p - centre) * inverse).Length();
                var gradient = ((p - centre) * inverseSquare).Length();
                return gradient < 1e-6f ? -Math.Min(radiusX, radiusY) : k * (k - 1) / gradient;
            },
            new Disc(centre, Math.Max(radiusX, radiusY)));
    }

    /// <summary>A box with rounded corners; the half size is that of the whole, corners included.</summary>
    public static Shape Box(Vector2 centre, Vector2 halfSize, float rounding = 0) =>
        new(
            p =>
            {
                var q = Vector2.Abs(p - centre) - halfSize + new Vector2(rounding);
                return Vector2.Max(q, Vector2.Zero).Length() + Math.Min(Math.Max(q.X, q.Y), 0) - rounding;
            },
            new Disc(centre, halfSize.Length()));

    /// <summary>A line of the given half width with round ends.</summary>
    public static Shape Line(Vector2 from, Vector2 to, float halfWidth)
    {
        var along = to - from;
        var squaredLength = Math.Max(along.LengthSquared(), 1e-12f);
        return new Shape(
            p => Vector2.Distance(p, from + (along * Math.Clamp(Vector2.Dot(p - from, along) / squaredLength, 0, 1)))
                - halfWidth,
            new Disc((from + to) / 2, (along.Length() / 2) + halfWidth));
    }

    /// <summary>What lies within the corners, in any order of turning; at least three.</summary>
    public static Shape Polygon(params Vector2[] corners)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(corners.Length, 3, nameof(corners));
        var bounds = corners.Skip(1).Aggregate(
            new Disc(corners[0], 0), (disc, corner) => disc.Around(new Disc(corner, 0)));
        return new Shape(p => DistanceToPolygon(p, corners), bounds);
    }

    /// <summary>
    /// A closed curve around the origin: the radius as a function of the angle, clockwise from the right.
    /// </summary>
    /// <param name="radius">At an angle in radians.</param>
    /// <param name="reach">The longest radius.</param>
    public static Shape Polar(Func<float, float> radius, float reach) =>
        new(p => p.Length() - radius(MathF.Atan2(p.Y, p.X)), new Disc(Vector2.Zero, reach));

    public Shape Or(Shape other) =>
        new(p => Math.Min(Distance(p), other.Distance(p)), Bounds.Around(other.Bounds));

    public Shape And(Shape other) =>
        new(
            p => Math.Max(Distance(p), other.Distance(p)),
            Bounds.Radius < other.Bounds.Radius ? Bounds : other.Bounds);

    public Shape Minus(Shape other) => new(p => Math.Max(Distance(p), -other.Distance(p)), Bounds);

    /// <summary>Both, with the corner between them filled within the given width (polynomial smooth minimum).</summary>
    public Shape Blend(Shape other, float width) =>
        new(
            p =>
            {
                var (a, b) = (Distance(p), other.Distance(p));
                var overlap = Math.Max(width - Math.Abs(a - b), 0) / width;
                return Math.Min(a, b) - (overlap * overlap * width / 4);
            },
            Bounds.Around(other.Bounds).Grown(width / 4));

    /// <summary>This at 0, the other at 1, in between a region between them.</summary>
    public Shape Morph(Shape other, float share) => share <= 0
        ? this
        : new Shape(
            p => (Distance(p) * (1 - share)) + (other.Distance(p) * share),
            Bounds.Around(other.Bounds));

    /// <summary>Wider by the given distance on all sides; narrower where it is negative.</summary>
    public Shape Grown(float by) => new(p => Distance(p) - by, Bounds.Grown(by));

    /// <summary>Only the edge, as a line of the given half width.</summary>
    public Shape Edge(float halfWidth) => new(p => Math.Abs(Distance(p)) - halfWidth, Bounds.Grown(halfWidth));

    /// <summary>Turned about the origin by an angle in radians, clockwise, then moved.</summary>
    public Shape Placed(float angle, Vector2 offset)
    {
        var (sin, cos) = MathF.SinCos(angle);
        return new Shape(
            p =>
            {
                var q = p - offset;
                return Distance(Turn(q, -sin, cos));
            },
            Bounds with { Centre = offset + Turn(Bounds.Centre, sin, cos) });
    }

    private static Vector2 Turn(Vector2 p, float sin, float cos) =>
        new((cos * p.X) - (sin * p.Y), (sin * p.X) + (cos * p.Y));

    private static float DistanceToPolygon(Vector2 p, Vector2[] corners)
    {
        var (squared, sign) = (float.MaxValue, 1f);
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            var (edge, w) = (corners[j] - corners[i], p - corners[i]);
            var nearest = w - (edge * Math.Clamp(Vector2.Dot(w, edge) / edge.LengthSquared(), 0, 1));
            squared = Math.Min(squared, nearest.LengthSquared());
            // A ray to the right crosses this edge: inside and outside change places.
            var (above, below, left) = (
                p.Y >= corners[i].Y, p.Y < corners[j].Y, edge.X * w.Y > edge.Y * w.X);
            if (above == below && below == left)
            {
                sign = -sign;
            }
        }

        return sign * MathF.Sqrt(squared);
    }
}
