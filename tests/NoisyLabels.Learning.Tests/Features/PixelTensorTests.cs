using NoisyLabels.Imaging;
using NoisyLabels.Learning.Backbones;
using NoisyLabels.Learning.Features.Encoders;

namespace NoisyLabels.Learning.Tests.Features;

public sealed class PixelTensorTests
{
    /// <summary>Two pixels: (10, 20, 30) and (40, 50, 60).</summary>
    private static readonly RgbImage Picture = new(2, 1, [10, 20, 30, 40, 50, 60]);

    [Fact]
    public void Planes_follow_each_other_in_the_order_of_the_colours()
    {
        Assert.Equal([10, 40, 20, 50, 30, 60], Fill(PixelLayout.Nchw, ColorOrder.Rgb));
        Assert.Equal([30, 60, 20, 50, 10, 40], Fill(PixelLayout.Nchw, ColorOrder.Bgr));
    }

    [Fact]
    public void Pixels_follow_each_other_in_the_order_of_the_colours()
    {
        Assert.Equal([10, 20, 30, 40, 50, 60], Fill(PixelLayout.Nhwc, ColorOrder.Rgb));
        Assert.Equal([30, 20, 10, 60, 50, 40], Fill(PixelLayout.Nhwc, ColorOrder.Bgr));
    }

    [Fact]
    public void Mean_and_deviation_belong_to_the_colours_in_the_order_of_the_input()
    {
        var blueFirst = Fill(PixelLayout.Nhwc, ColorOrder.Bgr, [30, 20, 10], [1, 2, 4]);
        Assert.Equal([0, 0, 0, 30, 15, 7.5f], blueFirst);
    }

    [Fact]
    public void The_scale_applies_before_the_mean()
    {
        var values = Fill(PixelLayout.Nhwc, ColorOrder.Rgb, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5], PixelScale.ZeroToOne);
        Assert.Equal((float)((10 / 255.0 - 0.5) / 0.5), values[0], 1e-6f);
        Assert.Equal((float)((60 / 255.0 - 0.5) / 0.5), values[5], 1e-6f);
    }

    private static float[] Fill(
        PixelLayout layout,
        ColorOrder color,
        double[]? mean = null,
        double[]? std = null,
        PixelScale scale = PixelScale.ZeroTo255)
    {
        var input = new BackboneInput
        {
            Name = "image",
            Layout = layout,
            Color = color,
            Size = 2,
            DynamicSize = true,
            Mean = mean ?? [0, 0, 0],
            Std = std ?? [1, 1, 1],
            Scale = scale,
        };
        var values = new float[6];
        new PixelTensor(input).Fill(Picture, values);
        return values;
    }
}
