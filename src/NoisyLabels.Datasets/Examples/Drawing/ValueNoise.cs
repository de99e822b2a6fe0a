using System.Numerics;

namespace NoisyLabels.Datasets.Examples.Drawing;

/// <summary>A smooth random landscape over the plane, between -1 and 1, with hills about one unit wide.</summary>
public sealed class ValueNoise(uint seed)
{
    public float At(Vector2 point)
    {
        var (x, y) = (MathF.Floor(point.X), MathF.Floor(point.Y));
        var (column, row) = ((int)x, (int)y);
        var (u, v) = (Smooth(point.X - x), Smooth(point.Y - y));
        var top = float.Lerp(Corner(column, row), Corner(column + 1, row), u);
        var bottom = float.Lerp(Corner(column, row + 1), Corner(column + 1, row + 1), u);
        return float.Lerp(top, bottom, v);
    }

    /// <summary>
    /// Several landscapes on top of each other, each twice as fine and half as high, between -1 and 1.
    /// </summary>
    public float At(Vector2 point, int octaves)
    {
        var (sum, height, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++, height /= 2, point *= 2)
        {
            sum += height * At(point + new Vector2(octave * 17.3f));
            total += height;
        }

        return sum / total;
    }

    /// <summary>3t² - 2t³.</summary>
    private static float Smooth(float t) => t * t * (3 - (2 * t));

    /// <summary>A hash of the corner and the seed (finaliser of MurmurHash3), as -1 to 1.</summary>
    private float Corner(int column, int row)
    {
        var hash = seed ^ ((uint)column * 0x9E3779B1) ^ ((uint)row * 0x85EBCA77);
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return ((hash ^ (hash >> 16)) / (float)uint.MaxValue * 2) - 1;
    }
}
