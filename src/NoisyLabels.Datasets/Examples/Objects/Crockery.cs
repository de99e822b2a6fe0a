using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Examples.Objects;

internal static class Crockery
{
    public static Sketch Cup(Dice dice)
    {
        var (top, bottom) = (dice.Between(0.5f, 0.58f), dice.Between(0.34f, 0.46f));
        var colour = Glaze(dice);
        var wall = Shape.Polygon(new(-top, -0.5f), new(top, -0.5f), new(bottom, 0.6f), new(-bottom, 0.6f)).Grown(0.06f);
        var body = wall.Or(Handle(new Vector2(top - 0.02f, 0), dice.Between(0.26f, 0.32f)).Minus(wall));
        List<Detail> details =
        [
            new(Shape.Ellipse(new Vector2(0, -0.5f), top + 0.05f, 0.14f), colour.Lighter(0.45f)),
            new(Shape.Ellipse(new Vector2(0, -0.49f), top - 0.02f, 0.1f), new Vector3(0.32f, 0.2f, 0.12f), 0.9f),
        ];
        AddBand(dice, details, wall.Grown(-0.01f), colour);
        return new Sketch(body, colour, details);
    }

    public static Sketch Teapot(Dice dice)
    {
        var (width, height) = (dice.Between(0.5f, 0.56f), dice.Between(0.42f, 0.5f));
        var colour = Glaze(dice);
        var belly = Shape.Ellipse(new Vector2(0, 0.16f), width, height);
        var spout = Shape.Line(new(-0.4f, 0.25f), new(-0.66f, 0.0f), 0.12f)
            .Blend(Shape.Line(new(-0.66f, 0.0f), new(-0.88f, -0.28f), 0.07f), 0.1f);
        var body = belly.Blend(spout, 0.1f)
            .Or(Handle(new Vector2(width - 0.02f, 0.1f), dice.Between(0.28f, 0.34f)).Minus(belly))
            .Or(Shape.Box(new Vector2(0, 0.6f), new Vector2(0.3f, 0.06f), 0.04f));
        List<Detail> details =
        [
            new(Shape.Ellipse(new Vector2(0, -0.24f), 0.32f, 0.13f), colour.Darker(0.22f)),
            new(Shape.Ellipse(new Vector2(0, -0.28f), 0.29f, 0.11f), colour.Lighter(0.2f)),
            new(Shape.Circle(new Vector2(0, -0.44f), 0.09f), colour.Darker(0.12f)),
            new(Shape.Ellipse(Vector2.Zero, 0.08f, 0.2f).Placed(0.6f, new Vector2(-0.24f, 0.02f)), Colours.White, 0.4f),
        ];
        AddBand(dice, details, belly.Grown(-0.01f), colour);
        return new Sketch(body, colour, details);
    }

    private static Vector3 Glaze(Dice dice) => dice.Chance(0.25)
        ? Colours.FromHue(dice.Between(20, 60), 0.08f, 0.93f)
        : Colours.Vivid(dice, 0, 25, 140, 175, 205, 225, 300);

    /// <summary>A ring that the body hides where they meet.</summary>
    private static Shape Handle(Vector2 centre, float radius) =>
        Shape.Ellipse(centre, radius, radius * 1.1f).Edge(0.07f);

    private static void AddBand(Dice dice, List<Detail> details, Shape inside, Vector3 colour)
    {
        if (dice.Chance(0.5))
        {
            var height = dice.Between(0.1f, 0.4f);
            var band = Shape.Box(new Vector2(0, height), new Vector2(1, dice.Between(0.05f, 0.1f)));
            details.Add(new Detail(band.And(inside), dice.Chance(0.5) ? colour.Darker(0.4f) : colour.Lighter(0.6f)));
        }
    }
}
