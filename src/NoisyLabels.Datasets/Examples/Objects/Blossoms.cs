using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Examples.Objects;

internal static class Blossoms
{
    public static Sketch Flower(Dice dice)
    {
        var petals = dice.Pick(5, 6, 7, 8);
        var (outer, depth) = (dice.Between(0.82f, 0.95f), dice.Between(0.3f, 0.42f));
        var colour = Colours.Vivid(dice, 330, 345, 285, 265, 220, 15, 50).Lighter(dice.Between(0, 0.5f));
        // r(φ) = outer - depth (1 - |cos(nφ / 2)|^0.7): n round petals.
        var body = Shape.Polar(
            angle => outer - (depth * (1 - MathF.Pow(MathF.Abs(MathF.Cos(angle * petals / 2)), 0.7f))), outer);
        var heart = dice.Between(0.2f, 0.28f);
        var yellow = Colours.Vivid(dice, 45, 48, 28);
        List<Detail> details = [];
        for (var i = 0; i < petals; i++)
        {
            // Seams between the petals: half a petal past each tip.
            var (sin, cos) = MathF.SinCos(MathF.PI * ((2 * i) + 1) / petals);
            details.Add(new Detail(
                Shape.Line(new Vector2(cos, sin) * heart, new Vector2(cos, sin) * (outer - depth), 0.018f),
                colour.Darker(0.4f),
                0.8f));
        }

        details.Add(new Detail(Shape.Circle(Vector2.Zero, heart), yellow));
        details.Add(new Detail(Shape.Circle(Vector2.Zero, heart).Edge(0.025f), yellow.Darker(0.35f)));
        details.Add(new Detail(Shape.Circle(new Vector2(-0.05f, -0.05f), heart * 0.45f), yellow.Lighter(0.4f), 0.7f));
        return new Sketch(body, colour, details);
    }

    public static Sketch Star(Dice dice)
    {
        const int Tips = 5;
        var inner = dice.Between(0.36f, 0.46f);
        var colour = Colours.Vivid(dice, 45, 48, 52, 40, 200, 350).Lighter(dice.Between(0, 0.25f));
        var corners = Enumerable.Range(0, 2 * Tips).Select(i =>
        {
            var (sin, cos) = MathF.SinCos((MathF.PI * i / Tips) - (MathF.PI / 2));
            return new Vector2(cos, sin) * (i % 2 == 0 ? 0.92f : 0.92f * inner);
        }).ToArray();
        var body = Shape.Polygon(corners).Grown(0.04f);
        List<Detail> details = [];
        for (var i = 0; i < 2 * Tips; i += 2)
        {
            // The half of each ray that the light does not reach.
            details.Add(new Detail(
                Shape.Polygon(Vector2.Zero, corners[i], corners[i + 1]), colour.Darker(0.28f), 0.75f));
        }

        return new Sketch(body, colour, details);
    }
}
