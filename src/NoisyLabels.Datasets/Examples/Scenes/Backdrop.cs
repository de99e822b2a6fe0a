using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;
using NoisyLabels.Datasets.Examples.Objects;

namespace NoisyLabels.Datasets.Examples.Scenes;

/// <summary>What the object lies on: a cloth, a wall, boards, a meadow; with small things strewn about.</summary>
internal static class Backdrop
{
    public static void Paint(Canvas canvas, Dice dice)
    {
        var first = Colours.FromHue(dice.Between(0, 360), dice.Between(0.05f, 0.35f), dice.Between(0.45f, 0.95f));
        var second = Vector3.Lerp(
            first, Colours.FromHue(dice.Between(0, 360), dice.Between(0.05f, 0.4f), dice.Between(0.35f, 0.95f)), 0.6f);
        var pattern = Pattern(dice, canvas.Width);
        var noise = new ValueNoise((uint)dice.NextBits());
        var (grain, light) = (dice.Between(0.02f, 0.09f), dice.Between(-0.12f, 0.12f));
        canvas.Repaint((pixel, _) =>
        {
            var shade = 1 + (light * ((2 * pixel.Y / canvas.Height) - 1)) + (grain * noise.At(pixel / 7, octaves: 2));
            return Vector3.Lerp(first, second, pattern(pixel)) * shade;
        });
        Strew(canvas, dice);
    }

    /// <summary>The share of the second colour at a pixel.</summary>
    private static Func<Vector2, float> Pattern(Dice dice, int size)
    {
        var (sin, cos) = MathF.SinCos(dice.Between(0, MathF.PI));
        var period = size * dice.Between(0.1f, 0.25f);
        float Along(Vector2 p) => ((p.X * cos) + (p.Y * sin)) / period;
        float Across(Vector2 p) => ((p.Y * cos) - (p.X * sin)) / period;
        // A wave with steep flanks that are about a pixel wide.
        float Wave(float t) => Math.Clamp(0.5f + (MathF.Sin(MathF.Tau * t) * period / 6), 0, 1);
        var noise = new ValueNoise((uint)dice.NextBits());
        return dice.Below(6) switch
        {
            0 => p => Math.Clamp(0.5f + (Along(p) * period / size), 0, 1),
            1 => p => Wave(Along(p)),
            2 => p => (Wave(Along(p)) + Wave(Across(p))) / 2,
            3 => p => 0.5f + (0.5f * noise.At(p / period, octaves: 3)),
            4 => p => 0.5f + (0.5f * noise.At(new Vector2(Along(p) * 0.4f, Across(p) * 5), octaves: 2)),
            _ => p => Math.Clamp(2.5f - (Vector2.Distance(
                Fraction(new Vector2(Along(p), Across(p))), new Vector2(0.5f)) * period / 1.5f), 0, 1),
        };
    }

    private static Vector2 Fraction(Vector2 p) => new(p.X - MathF.Floor(p.X), p.Y - MathF.Floor(p.Y));

    private static void Strew(Canvas canvas, Dice dice)
    {
        for (var count = dice.Below(6); count > 0; count--)
        {
            var centre = new Vector2(dice.Between(0, canvas.Width), dice.Between(0, canvas.Height));
            var pose = new Pose(centre, canvas.Width * dice.Between(0.04f, 0.12f), dice.Between(0, MathF.Tau));
            var colour = Colours.FromHue(dice.Between(0, 360), dice.Between(0.1f, 0.55f), dice.Between(0.3f, 0.95f));
            var shape = dice.Below(4) switch
            {
                0 => Shape.Circle(Vector2.Zero, 0.7f),
                1 => Shape.Box(Vector2.Zero, new Vector2(0.8f, dice.Between(0.3f, 0.8f)), 0.15f),
                2 => Shape.Polygon(new(-0.8f, 0.6f), new(0.8f, 0.6f), new(0, -0.8f)),
                _ => Shape.Line(new(-1.4f, 0), new(1.4f, 0), 0.12f),
            };
            canvas.Fill(shape, pose, (_, _) => colour, dice.Between(0.35f, 0.8f));
        }
    }
}
