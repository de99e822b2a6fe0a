namespace NoisyLabels.Server.Api;

/// <summary>A given label, and what the model and people think of it; names as in the file issues.csv.</summary>
/// <param name="Image">Address of the image as the task says it; null where it says none.</param>
/// <param name="SuggestedLabelConfidence">Probability that the suggested label is right, 0 to 1.</param>
/// <param name="LabelQuality">Probability that the given label is right, 0 to 1: low is bad.</param>
/// <param name="ReviewState"><c>accepted</c>, <c>kept</c>, <c>relabelled</c>, <c>excluded</c> or <c>unsure</c>.</param>
/// <param name="CorrectedLabel">The label that a person said is right.</param>
internal sealed record Correction(
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
    string ModelVersion)
{
    /// <summary>Path in the dataset that the task was imported from; null where its data does not say.</summary>
    public string? FileName { get; init; }

    /// <summary>Of the image's file when it was imported, lower-case hex; null where its data does not say.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The label in the dataset that the task was imported from; null where its data does not say.</summary>
    public string? DatasetLabel { get; init; }

    /// <summary>The label of a corrected dataset: a person's word first, then a suggestion for a suspect.</summary>
    public string Final() =>
        CorrectedLabel
        ?? (ReviewState is null && IsLabelIssue && SuggestedLabel is not null ? SuggestedLabel : GivenLabel);
}
