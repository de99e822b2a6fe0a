namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>A labelled task as its model judges it, with what a person decided about it.</summary>
public sealed record CorrectionRow
{
    public long TaskId { get; init; }

    /// <summary>The task's data, JSON.</summary>
    public string Data { get; init; } = "{}";

    public string? ImageSha256 { get; init; }

    public string Given { get; init; } = "";

    public string? Suggested { get; init; }

    public double SuggestedConfidence { get; init; }

    public double LabelQuality { get; init; }

    public bool IsLabelIssue { get; init; }

    /// <summary>Probability of each class by name, JSON.</summary>
    public string Probabilities { get; init; } = "{}";

    /// <summary>The latest decision, a <c>DecisionKind</c> by name; null when nobody decided, or took it back.</summary>
    public string? Decision { get; init; }

    /// <summary>The label that the decision names.</summary>
    public string? DecidedLabel { get; init; }

    public string? Actor { get; init; }

    /// <summary>When it was decided, milliseconds since 1970.</summary>
    public long? DecidedAt { get; init; }
}
