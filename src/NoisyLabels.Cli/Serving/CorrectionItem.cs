namespace NoisyLabels.Cli.Serving;

/// <summary>A given label and what the model and people think of it, as the server gives it.</summary>
/// <param name="SuggestedLabelConfidence">Probability that the suggestion is right, 0 to 1.</param>
/// <param name="LabelQuality">Probability that the given label is right, 0 to 1.</param>
/// <param name="ReviewState">Null while nobody has decided.</param>
internal sealed record CorrectionItem(
    long LabelStudioTaskId,
    string? Image,
    string GivenLabel,
    string? SuggestedLabel,
    double SuggestedLabelConfidence,
    double LabelQuality,
    bool IsLabelIssue,
    string? ReviewState,
    string? CorrectedLabel,
    string? ReviewedBy,
    DateTimeOffset? ReviewedAt,
    string ModelVersion);
