namespace NoisyLabels.Imaging.Decoding;

/// <summary>What a file's header says.</summary>
/// <param name="Width">In pixels, as stored.</param>
/// <param name="Height">In pixels, as stored.</param>
/// <param name="Orientation">How the picture lies in the file, 1 to 8.</param>
internal readonly record struct SourceInfo(int Width, int Height, int Orientation)
{
    public int UprightWidth => Transforms.Orientation.SwapsSides(Orientation) ? Height : Width;

    public int UprightHeight => Transforms.Orientation.SwapsSides(Orientation) ? Width : Height;
}
