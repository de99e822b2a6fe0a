using NoisyLabels.Testing;

namespace NoisyLabels.Imaging.Tests;

/// <summary>Files of the folder Fixtures, and what their pictures show.</summary>
internal static class Fixture
{
    public static byte[] Read(string name) => File.ReadAllBytes(
        Path.Combine(SharedData.RepositoryRoot, "tests", "NoisyLabels.Imaging.Tests", "Fixtures", name));

    /// <summary>Asserts that the pixel differs from the colour by no more than the tolerance in each channel.</summary>
    public static void AssertColour(this RgbImage image, int x, int y, (int R, int G, int B) expected, int tolerance)
    {
        var (r, g, b) = image.At(x, y);
        var distance = Math.Max(Math.Abs(r - expected.R), Math.Max(Math.Abs(g - expected.G), Math.Abs(b - expected.B)));
        Assert.True(distance <= tolerance, $"({x}, {y}) is {(r, g, b)}, not {expected} ± {tolerance}");
    }

    /// <summary>24 x 16 pixels: red, green over blue, yellow, as make_fixtures.py paints them.</summary>
    public static void AssertQuadrants(this RgbImage? image, int tolerance)
    {
        Assert.NotNull(image);
        Assert.Equal((24, 16), (image.Width, image.Height));
        image.AssertColour(3, 3, (200, 30, 40), tolerance);
        image.AssertColour(20, 3, (20, 160, 60), tolerance);
        image.AssertColour(3, 12, (40, 60, 190), tolerance);
        image.AssertColour(20, 12, (230, 210, 50), tolerance);
    }
}
