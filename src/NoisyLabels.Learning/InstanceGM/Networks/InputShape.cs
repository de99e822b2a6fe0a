namespace NoisyLabels.Learning.InstanceGM.Networks;

/// <summary>Shape of one input: an image [C, H, W], or a vector of D frozen features.</summary>
/// <param name="Channels">C, or D for a vector.</param>
/// <param name="Height">H; 0 for a vector.</param>
/// <param name="Width">W; 0 for a vector.</param>
internal readonly record struct InputShape(int Channels, int Height, int Width)
{
    /// <summary>The classifier halves an image three times; less than 8 pixels leave nothing of it.</summary>
    public const int LeastSide = 8;

    public bool IsImage => Height > 0;

    /// <summary>Numbers in one input.</summary>
    public int Values => IsImage ? Channels * Height * Width : Channels;

    public static InputShape Vector(int dimension) => new(dimension, 0, 0);

    /// <summary>[N, C, H, W] or [N, D].</summary>
    public long[] Batch(int rows) => IsImage ? [rows, Channels, Height, Width] : [rows, Channels];
}
