namespace NoisyLabels.Learning.Backbones;

/// <summary>The range of pixel values that a backbone's mean and standard deviation are stated for.</summary>
public enum PixelScale
{
    /// <summary>A byte v becomes v / 255.</summary>
    ZeroToOne,

    /// <summary>A byte v stays v.</summary>
    ZeroTo255,
}
