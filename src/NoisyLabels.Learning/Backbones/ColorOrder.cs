namespace NoisyLabels.Learning.Backbones;

/// <summary>The order of a backbone's three input colours.</summary>
public enum ColorOrder
{
    Rgb,
    Bgr,
}
