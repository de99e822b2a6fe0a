namespace NoisyLabels.Grains.Storage.Rows;

/// <summary>What one model says about one task, for one control.</summary>
public sealed record Judgement
{
    public string Control { get; init; } = "";

    public long TaskId { get; init; }

    /// <summary>Probability of each class by name, JSON.</summary>
    public string Probabilities { get; init; } = "{}";

    /// <summary>The predicted classes, a JSON list; exactly one for a single choice.</summary>
    public string Predicted { get; init; } = "[]";

    /// <summary>Probability that <see cref="Predicted"/> is right, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The given label; null where nobody labelled the task, and for multiple choices.</summary>
    public string? Given { get; init; }

    /// <summary>The most probable class other than the given one; null where there is no given label.</summary>
    public string? Suggested { get; init; }

    /// <summary>Probability that <see cref="Suggested"/> is right, 0 to 1.</summary>
    public double? SuggestedConfidence { get; init; }

    /// <summary>Probability that the given label is right, 0 to 1, high is good; null without a given label.</summary>
    public double? LabelQuality { get; init; }

    /// <summary>The given label is reported as wrong.</summary>
    public bool IsLabelIssue { get; init; }

    /// <summary>Order of suspicion among the given labels, 0 to 1, high is suspicious; null without one.</summary>
    public double? Mislabeling { get; init; }
}
