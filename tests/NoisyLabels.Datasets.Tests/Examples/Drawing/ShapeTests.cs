using System.Numerics;
using CsCheck;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Tests.Examples.Drawing;

public sealed class ShapeTests
{
    private static readonly Shape _disc = Shape.Circle(new Vector2(1, 0), 2);
    private static readonly Shape _box = Shape.Box(new Vector2(-1, 0), new Vector2(1.5f, 1), 0.2f);

    private static readonly Shape[] _all =
    [
        _disc, _box,
        Shape.Ellipse(new Vector2(0.5f, -0.5f), 2, 1),
        Shape.Line(new Vector2(-1, -1), new Vector2(2, 1), 0.3f),
        Shape.Polygon(new(0, -2), new(1, 1), new(-2, 1)),
        Shape.Polar(angle => 1 + (0.5f * MathF.Cos(5 * angle)), 1.5f),
        _disc.Or(_box), _disc.And(_box), _disc.Minus(_box), _disc.Blend(_box, 0.5f), _disc.Morph(_box, 0.4f),
        _disc.Grown(0.3f), _box.Edge(0.1f), _box.Placed(0.7f, new Vector2(2, -1)),
    ];

    private static readonly Gen<Vector2> _point =
        Gen.Select(Gen.Float[-6, 6], Gen.Float[-6, 6], (x, y) => new Vector2(x, y));

    [Fact]
    public void Nothing_of_a_shape_lies_outside_its_bounds() =>
        Gen.Select(Gen.Int[0, _all.Length - 1], _point).Sample((which, point) =>
        {
            var bounds = _all[which].Bounds;
            return _all[which].Distance(point) > 0 || Vector2.Distance(point, bounds.Centre) <= bounds.Radius + 1e-3f;
        });

    [Fact]
    public void Combinations_hold_what_their_names_say() => _point.Sample(p =>
    {
        var (inDisc, inBox) = (_disc.Distance(p) < 0, _box.Distance(p) < 0);
        return _disc.Or(_box).Distance(p) < 0 == (inDisc || inBox)
            && _disc.And(_box).Distance(p) < 0 == (inDisc && inBox)
            && _disc.Minus(_box).Distance(p) < 0 == (inDisc && _box.Distance(p) > 0);
    });

    [Fact]
    public void Distances_are_Euclidean()
    {
        Assert.Equal(3, Shape.Circle(Vector2.Zero, 2).Distance(new Vector2(3, 4)), 1e-5);
        Assert.Equal(5, Shape.Box(Vector2.Zero, new Vector2(1, 1)).Distance(new Vector2(4, 5)), 1e-5);
        Assert.Equal(-1, Shape.Box(Vector2.Zero, new Vector2(1, 2)).Distance(Vector2.Zero), 1e-5);
        Assert.Equal(4, Shape.Line(Vector2.Zero, new Vector2(10, 0), 1).Distance(new Vector2(5, 5)), 1e-5);
        Assert.Equal(-1, Shape.Polygon(new(-1, -1), new(1, -1), new(1, 1), new(-1, 1)).Distance(Vector2.Zero), 1e-5);
    }

    [Fact]
    public void A_morph_goes_from_one_to_the_other()
    {
        var point = new Vector2(0.3f, 0.4f);

        Assert.Equal(_disc.Distance(point), _disc.Morph(_box, 0).Distance(point));
        Assert.Equal(_box.Distance(point), _disc.Morph(_box, 1).Distance(point), 1e-5);
    }
}
