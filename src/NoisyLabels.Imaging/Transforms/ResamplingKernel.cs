namespace NoisyLabels.Imaging.Transforms;

/// <summary>
/// The weight of a source pixel by its distance; both are widened when shrinking, so nothing aliases.
/// </summary>
public enum ResamplingKernel
{
    /// <summary>
    /// 1 - |x| on [-1, 1]: "bilinear" where enlarging. What most image classifiers were trained with.
    /// </summary>
    Triangle,

    /// <summary>Keys' cubic with a = -1/2 on [-2, 2]: sharper, at about twice the cost.</summary>
    Bicubic,
}
