using System.Numerics;
using NoisyLabels.Datasets.Examples.Drawing;
using NoisyLabels.Testing;

namespace NoisyLabels.Datasets.Tests.Examples.Drawing;

public sealed class CanvasTests
{
    private static readonly Paint _white = (_, _) => Vector3.One;

    [Theory]
    [InlineData(5.0f, 32, 32)]
    [InlineData(11.3f, 31.4f, 33.8f)]
    [InlineData(20.0f, 32.5f, 31.5f)]
    public void Smooth_edges_keep_the_area(float radius, float x, float y)
    {
        var canvas = new Canvas(64, 64);

        canvas.Fill(Shape.Circle(Vector2.Zero, 1), new Pose(new Vector2(x, y), radius), _white);

        Assert.InRange(Sum(canvas) / (Math.PI * radius * radius), 0.99, 1.01);
    }

    [Fact]
    public void A_pose_moves_scales_turns_and_mirrors()
    {
        var canvas = new Canvas(20, 20);
        // To the right of the origin; mirrored to the left, then turned a quarter clockwise: above.
        var shape = Shape.Box(new Vector2(1, 0), new Vector2(0.25f, 0.25f));

        canvas.Fill(shape, new Pose(new Vector2(10, 10), 4, MathF.PI / 2, IsMirrored: true), _white);

        Assert.Equal(Vector3.One, canvas[10, 6]);
        Assert.Equal(4, Sum(canvas), 0.01);
    }

    [Fact]
    public void Shapes_beyond_the_canvas_are_cut_off()
    {
        var canvas = new Canvas(8, 8);

        canvas.Fill(Shape.Circle(Vector2.Zero, 1), new Pose(new Vector2(-100, 4), 20), _white);
        Assert.Equal(0, Sum(canvas));

        canvas.Fill(Shape.Circle(Vector2.Zero, 1), new Pose(new Vector2(4, 4), 1000), _white);
        Assert.Equal(64, Sum(canvas), 1e-3);
    }

    [Fact]
    public void Opacity_mixes_with_what_lies_below()
    {
        var canvas = new Canvas(4, 4);

        canvas.Fill(Shape.Circle(Vector2.Zero, 10), Pose.Pixels, (_, _) => new Vector3(1, 0.5f, 0), opacity: 0.5f);

        Assert.Equal((128, 64, 0), canvas.ToImage().At(2, 2));
    }

    [Fact]
    public void Blurring_spreads_light_and_keeps_it()
    {
        var canvas = new Canvas(41, 41);
        canvas.Fill(Shape.Box(Vector2.Zero, new Vector2(0.5f)), new Pose(new Vector2(20.5f, 20.5f), 1), _white);
        var before = Sum(canvas);

        canvas.Blur(2);

        Assert.Equal(before, Sum(canvas), 1e-3);
        // The middle of a Gaussian: 1 / (2π σ²).
        Assert.Equal(before / (2 * Math.PI * 4), canvas[20, 20].X, 0.002);
        Assert.Equal(canvas[18, 20].X, canvas[20, 22].X, 1e-6);
    }

    [Fact]
    public void Noise_is_smooth_bounded_and_its_own_for_each_seed()
    {
        var (noise, other) = (new ValueNoise(1), new ValueNoise(2));
        var points = Enumerable.Range(0, 500).Select(i => new Vector2(i * 0.37f, i * -0.61f)).ToList();

        Assert.All(points, point => Assert.InRange(noise.At(point, octaves: 3), -1, 1));
        Assert.All(points, point => Assert.Equal(noise.At(point), noise.At(point + new Vector2(1e-3f)), 0.02));
        Assert.Contains(points, point => Math.Abs(noise.At(point) - other.At(point)) > 0.5);
        Assert.Equal(new ValueNoise(1).At(new Vector2(3.3f)), noise.At(new Vector2(3.3f)));
    }

    private static double Sum(Canvas canvas) =>
        Enumerable.Range(0, canvas.Width * canvas.Height)
            .Sum(i => (double)canvas[i % canvas.Width, i / canvas.Width].X);
}
