using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;

namespace NoisyLabels.Datasets.Examples.Objects;

internal static class Fruits
{
    public static Sketch Apple(Dice dice)
    {
        var (spread, radius) = (dice.Between(0.22f, 0.3f), dice.Between(0.56f, 0.63f));
        var body = Shape.Circle(new Vector2(-spread, 0.1f), radius)
            .Blend(Shape.Circle(new Vector2(spread, 0.1f), radius), 0.12f)
            .Blend(Shape.Circle(new Vector2(0, 0.34f), radius * 0.86f), 0.15f)
            .Minus(Shape.Ellipse(new Vector2(0, -0.54f), 0.2f, 0.16f));
        return new Sketch(body, Colours.Vivid(dice, 0, 0, 5, 95, 55), Stalk(dice, -0.42f));
    }

    public static Sketch Pear(Dice dice)
    {
        var (belly, neck) = (dice.Between(0.5f, 0.58f), dice.Between(0.22f, 0.29f));
        var body = Shape.Circle(new Vector2(0, 0.36f), belly)
            .Blend(Shape.Circle(new Vector2(dice.Between(-0.06f, 0.06f), -0.46f), neck), 0.62f);
        return new Sketch(body, Colours.Vivid(dice, 55, 60, 75, 95, 35), Stalk(dice, -0.7f));
    }

    /// <summary>
    /// A stalk from the given height upwards, most often with a leaf, and a spot of light on the fruit.
    /// </summary>
    private static List<Detail> Stalk(Dice dice, float top)
    {
        var lean = dice.Between(-0.16f, 0.16f);
        List<Detail> details =
        [
            new(Shape.Line(new Vector2(0, top + 0.08f), new Vector2(lean, top - 0.26f), 0.045f), Colours.Wood),
            new(Shape.Ellipse(new Vector2(0, 0), 0.1f, 0.2f).Placed(0.5f, new Vector2(-0.3f, 0)), Colours.White, 0.45f),
        ];
        if (dice.Chance(0.7))
        {
            var leaf = Shape.Circle(new Vector2(0, -0.16f), 0.28f).And(Shape.Circle(new Vector2(0, 0.16f), 0.28f))
                .Placed(dice.Between(-0.6f, 0.1f), new Vector2(lean + 0.24f, top - 0.16f));
            details.Add(new Detail(leaf, Colours.Vivid(dice, 110).Darker(0.25f)));
        }

        return details;
    }
}
