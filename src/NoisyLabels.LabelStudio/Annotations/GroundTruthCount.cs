namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>How much of a project is marked as ground truth; skipped annotations do not count.</summary>
/// <param name="Annotations">All annotations of the project.</param>
/// <param name="GroundTruths">Those among them that are marked.</param>
public sealed record GroundTruthCount(long Annotations, long GroundTruths)
{
    internal double Share => Annotations > 0 ? (double)GroundTruths / Annotations : 0;
}
