using System.Numerics;

namespace NoisyLabels.Datasets.Examples.Drawing;

/// <summary>Where a thing drawn about the origin lies on a canvas.</summary>
/// <param name="Centre">Of the thing's origin, in pixels.</param>
/// <param name="Scale">Pixels for one unit of the thing.</param>
/// <param name="Angle">In radians, clockwise.</param>
/// <param name="IsMirrored">Left and right change places before turning.</param>
public readonly record struct Pose(Vector2 Centre, float Scale, float Angle = 0, bool IsMirrored = false)
{
    /// <summary>A thing whose units are pixels from the canvas's upper left corner.</summary>
    public static Pose Pixels { get; } = new(Vector2.Zero, 1);

    /// <summary>A point of the canvas in the thing's own units.</summary>
    internal Vector2 ToLocal(Vector2 pixel, float sin, float cos)
    {
        var p = (pixel - Centre) / Scale;
        var turned = new Vector2((cos * p.X) + (sin * p.Y), (cos * p.Y) - (sin * p.X));
        return IsMirrored ? turned with { X = -turned.X } : turned;
    }

    /// <summary>Where a point of the thing lies on the canvas.</summary>
    internal Vector2 ToPixel(Vector2 local, float sin, float cos)
    {
        var p = IsMirrored ? local with { X = -local.X } : local;
        return Centre + (new Vector2((cos * p.X) - (sin * p.Y), (sin * p.X) + (cos * p.Y)) * Scale);
    }
}
