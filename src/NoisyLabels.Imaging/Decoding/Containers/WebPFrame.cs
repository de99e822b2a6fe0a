namespace NoisyLabels.Imaging.Decoding.Containers;

/// <summary>One frame of an animation.</summary>
/// <param name="CanvasWidth">Of the whole animation, in pixels.</param>
/// <param name="CanvasHeight">Of the whole animation, in pixels.</param>
/// <param name="Left">Where it lies on the canvas, in pixels.</param>
/// <param name="Top">Where it lies on the canvas, in pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Content">The frame as a still WebP file.</param>
internal sealed record WebPFrame(
    int CanvasWidth, int CanvasHeight, int Left, int Top, int Width, int Height, byte[] Content)
{
    public bool FillsCanvas => (Left, Top, Width, Height) == (0, 0, CanvasWidth, CanvasHeight);

    public bool LiesInside => Left + Width <= CanvasWidth && Top + Height <= CanvasHeight;
}
