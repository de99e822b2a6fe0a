namespace NoisyLabels.Learning.Backbones;

/// <summary>The order of the axes of a backbone's input.</summary>
public enum PixelLayout
{
    /// <summary>[image, colour, row, column]: one plane a colour.</summary>
    Nchw,

    /// <summary>[image, row, column, colour]: one pixel after the other.</summary>
    Nhwc,
}
