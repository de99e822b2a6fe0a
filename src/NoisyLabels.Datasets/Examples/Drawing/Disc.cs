using System.Numerics;

namespace NoisyLabels.Datasets.Examples.Drawing;

/// <summary>A circle that something lies within, so that no pixel outside it need be asked.</summary>
/// <param name="Centre">Of the circle.</param>
/// <param name="Radius">Of the circle.</param>
public readonly record struct Disc(Vector2 Centre, float Radius)
{
    internal Disc Grown(float by) => this with { Radius = Math.Max(Radius + by, 0) };

    /// <summary>The smallest circle around both.</summary>
    internal Disc Around(Disc other)
    {
        var apart = Vector2.Distance(Centre, other.Centre);
        if (apart + other.Radius <= Radius)
        {
            return this;
        }

        if (apart + Radius <= other.Radius)
        {
            return other;
        }

        var radius = (apart + Radius + other.Radius) / 2;
        return new Disc(Vector2.Lerp(Centre, other.Centre, (radius - Radius) / apart), radius);
    }
}
