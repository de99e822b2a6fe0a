using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;
using NoisyLabels.Datasets.Examples.Objects;
using NoisyLabels.Imaging;

namespace NoisyLabels.Datasets.Examples.Scenes;

/// <summary>Paints one object in its surroundings.</summary>
internal static class ScenePainter
{
    /// <summary>
    /// As near as an image comes to the class that its object resembles; at a half it would be either.
    /// </summary>
    private const float MaxLikeness = 0.38f;

    /// <summary>Standard deviation of the strongest blur, as a share of the image's side.</summary>
    private const float MaxBlur = 0.02f;

    private const float MaxFading = 0.62f;

    /// <param name="drawn">What the image shows.</param>
    /// <param name="resembled">What it is more alike the harder it is.</param>
    /// <param name="difficulty">0 plain to see, 1 hard.</param>
    /// <param name="size">Width and height in pixels.</param>
    /// <param name="dice">Decides all the rest.</param>
    public static RgbImage Paint(DrawnObject drawn, DrawnObject resembled, float difficulty, int size, Dice dice)
    {
        var hardship = Hardship.Draw(dice, difficulty);
        var canvas = new Canvas(size, size);
        Backdrop.Paint(canvas, dice);
        var sketch = drawn.Sketch(dice).Morph(resembled.Sketch(dice), hardship.Likeness * MaxLikeness);
        var pose = new Pose(
            new Vector2(size * dice.Between(0.43f, 0.57f), size * dice.Between(0.43f, 0.57f)),
            size * dice.Between(0.3f, 0.42f),
            dice.Between(-drawn.MaxTilt, drawn.MaxTilt),
            dice.Chance(0.5));
        var behind = canvas[(int)pose.Centre.X, (int)pose.Centre.Y];
        Draw(canvas, sketch, pose, Fading(hardship, behind), dice);
        Cover(canvas, pose, hardship.Cover, dice);
        canvas.Blur(hardship.Blur * MaxBlur * size);
        AddGrain(canvas, 0.012f + (0.01f * difficulty), dice);
        return canvas.ToImage();
    }

    /// <summary>Brings a colour nearer to the one behind the object.</summary>
    private static Func<Vector3, Vector3> Fading(Hardship hardship, Vector3 behind) =>
        colour => Vector3.Lerp(colour, behind, hardship.Fading * MaxFading);

    private static void Draw(Canvas canvas, Sketch sketch, Pose pose, Func<Vector3, Vector3> fade, Dice dice)
    {
        var shadow = pose with { Centre = pose.Centre + (new Vector2(0.09f, 0.14f) * pose.Scale) };
        var (depth, noise) = (dice.Between(0.15f, 0.4f), new ValueNoise((uint)dice.NextBits()));
        var drop = fade(Vector3.Zero);
        canvas.Fill(sketch.Body.Grown(0.02f), shadow, (_, _) => drop, depth, softness: pose.Scale * 0.28f);
        DrawDetails(canvas, sketch.Details.Where(detail => detail.IsBehind), pose, fade);

        var light = Vector2.Normalize(new Vector2(pose.IsMirrored ? 0.6f : -0.6f, -0.8f));
        canvas.Fill(sketch.Body, pose, (point, distance) =>
        {
            // Lit from above left; darker towards the edge, as round things are; a little mottled.
            var shade = 0.98f + (0.16f * Vector2.Dot(point, light)) + (0.05f * noise.At(point * 6, octaves: 2));
            return fade(sketch.Colour * (shade - (0.22f * Math.Clamp(1 + (distance / 0.16f), 0, 1))));
        });
        DrawDetails(canvas, sketch.Details.Where(detail => !detail.IsBehind), pose, fade);
    }

    private static void DrawDetails(
        Canvas canvas, IEnumerable<Detail> details, Pose pose, Func<Vector3, Vector3> fade)
    {
        foreach (var detail in details)
        {
            var colour = fade(detail.Colour);
            canvas.Fill(detail.Shape, pose, (_, _) => colour, detail.Opacity);
        }
    }

    /// <summary>Up to three boards or discs before the object, which take away up to half of it.</summary>
    private static void Cover(Canvas canvas, Pose pose, float cover, Dice dice)
    {
        for (var count = 1 + dice.Below(3); count > 0 && cover > 0.05f; count--)
        {
            var (sin, cos) = MathF.SinCos(dice.Between(0, MathF.Tau));
            var centre = pose.Centre + (new Vector2(cos, sin) * pose.Scale * dice.Between(0.45f, 0.75f));
            var colour = Colours.FromHue(dice.Between(0, 360), dice.Between(0.1f, 0.5f), dice.Between(0.3f, 0.85f));
            var width = cover * dice.Between(0.2f, 0.42f);
            var shape = dice.Chance(0.5)
                ? Shape.Circle(Vector2.Zero, width * 1.3f)
                : Shape.Box(Vector2.Zero, new Vector2(2.4f, width * 0.6f), 0.04f);
            canvas.Fill(
                shape,
                new Pose(centre, pose.Scale, dice.Between(0, MathF.PI)),
                (_, distance) => colour * (1 - (0.2f * Math.Clamp(1 + (distance / 0.1f), 0, 1))));
        }
    }

    /// <summary>A sensor's noise.</summary>
    private static void AddGrain(Canvas canvas, float deviation, Dice dice) => canvas.Repaint((_, colour) =>
        colour + new Vector3(dice.Between(-1.7f, 1.7f) * deviation));
}
