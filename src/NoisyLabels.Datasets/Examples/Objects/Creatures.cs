using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Examples.Objects;

internal static class Creatures
{
    public static Sketch Fish(Dice dice)
    {
        var height = dice.Between(0.34f, 0.46f);
        var colour = Colours.Vivid(dice, 20, 30, 195, 215, 180, 350);
        var (tail, fin) = (dice.Between(0.28f, 0.4f), dice.Between(0.16f, 0.28f));
        var body = Shape.Ellipse(new Vector2(-0.15f, 0), 0.68f, height)
            .Blend(Shape.Polygon(new(0.4f, 0), new(0.95f, -tail), new(0.8f, 0), new(0.95f, tail)), 0.12f);
        List<Detail> details =
        [
            new(Shape.Polygon(new(-0.35f, -height * 0.7f), new(0.2f, -height - fin), new(0.3f, -height * 0.5f)),
                colour.Darker(0.3f), IsBehind: true),
            new(Shape.Polygon(new(-0.1f, height * 0.7f), new(0.15f, height + (fin * 0.7f)), new(0.3f, height * 0.5f)),
                colour.Darker(0.3f), IsBehind: true),
            new(Shape.Ellipse(new Vector2(-0.1f, height * 0.5f), 0.5f, height * 0.42f), colour.Lighter(0.5f), 0.5f),
            new(Shape.Circle(new Vector2(-0.78f, 0), 0.42f).Edge(0.025f)
                .And(Shape.Ellipse(new(-0.15f, 0), 0.6f, height * 0.8f)),
                colour.Darker(0.45f)),
            new(Shape.Circle(new Vector2(-0.55f, -height * 0.25f), 0.1f), Colours.White),
            new(Shape.Circle(new Vector2(-0.57f, -height * 0.25f), 0.055f), Colours.Ink),
        ];
        if (dice.Chance(0.5))
        {
            for (var stripe = 0; stripe < 3; stripe++)
            {
                var x = -0.15f + (stripe * 0.2f);
                details.Insert(2, new Detail(
                    Shape.Line(new(x, -0.4f), new(x + 0.08f, 0.4f), 0.035f)
                        .And(Shape.Ellipse(new(-0.15f, 0), 0.64f, height * 0.94f)),
                    colour.Lighter(0.6f)));
            }
        }

        return new Sketch(body, colour, details);
    }

    public static Sketch Leaf(Dice dice)
    {
        var width = dice.Between(0.34f, 0.46f);
        var colour = Colours.Vivid(dice, 95, 115, 130, 75, 30, 15).Darker(0.12f);
        // Two arcs through (±0.85, 0) that bulge by the width.
        var radius = ((0.85f * 0.85f) + (width * width)) / (2 * width);
        var teeth = dice.Chance(0.5) ? dice.Between(0.02f, 0.035f) : 0;
        var lens = Shape.Circle(new Vector2(0, radius - width), radius)
            .And(Shape.Circle(new Vector2(0, width - radius), radius));
        var body = new Shape(
            p => lens.Distance(p) + (teeth * MathF.Sin(p.X * 34)), new Disc(Vector2.Zero, 0.86f + teeth));
        var vein = colour.Lighter(0.45f);
        List<Detail> details =
        [
            new(Shape.Line(new(0.7f, 0), new(1.05f, dice.Between(-0.1f, 0.1f)), 0.035f),
                vein.Darker(0.35f), IsBehind: true),
            new(Shape.Line(new(-0.78f, 0), new(0.85f, 0), 0.02f), vein),
        ];
        var inside = lens.Grown(-0.05f);
        for (var x = -0.45f; x < 0.65f; x += 0.25f)
        {
            details.Add(new Detail(Shape.Line(new(x, 0), new(x - 0.2f, -width), 0.013f).And(inside), vein));
            details.Add(new Detail(Shape.Line(new(x, 0), new(x - 0.2f, width), 0.013f).And(inside), vein));
        }

        return new Sketch(body, colour, details);
    }
}
