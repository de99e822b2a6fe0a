namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>What one annotator says about one task, for one control.</summary>
public sealed record Vote
{
    /// <summary>Number of the annotator; null where nobody is named, and then the vote stands for itself.</summary>
    public long? Annotator { get; init; }

    public long? AnnotationId { get; init; }

    /// <summary>Names of classes; exactly one for a single choice.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>0 to 1; 0 says nothing.</summary>
    public required double Weight { get; init; }

    /// <summary>Believed ground truth: a clean anchor.</summary>
    public bool IsTrusted { get; init; }

    public DateTimeOffset? At { get; init; }
}
