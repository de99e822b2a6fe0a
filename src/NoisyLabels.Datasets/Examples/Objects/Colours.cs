using System.Numerics;

namespace NoisyLabels.Datasets.Examples.Objects;

/// <summary>Colours by hue, as people name them.</summary>
internal static class Colours
{
    public static Vector3 White { get; } = Vector3.One;

    public static Vector3 Ink { get; } = new(0.12f, 0.10f, 0.12f);

    public static Vector3 Wood { get; } = new(0.42f, 0.28f, 0.16f);

    /// <summary>Hue in degrees (0 red, 120 green, 240 blue), saturation and value from 0 to 1.</summary>
    public static Vector3 FromHue(float hue, float saturation, float value)
    {
        // HSV: channel n = v - v s max(0, min(k, 4 - k, 1)) with k = (n + h / 60) mod 6, n = 5, 3, 1.
        float Channel(float n)
        {
            var k = (n + (hue / 60) + 6) % 6;
            return value - (value * saturation * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1)));
        }

        return new Vector3(Channel(5), Channel(3), Channel(1));
    }

    /// <summary>A strong colour near one of the given hues.</summary>
    public static Vector3 Vivid(Dice dice, params ReadOnlySpan<float> hues) =>
        FromHue(dice.Pick(hues) + dice.Between(-10, 10), dice.Between(0.6f, 0.9f), dice.Between(0.68f, 0.95f));

    public static Vector3 Darker(this Vector3 colour, float share) => colour * (1 - share);

    public static Vector3 Lighter(this Vector3 colour, float share) => Vector3.Lerp(colour, White, share);
}
