using static NoisyLabels.Datasets.Results.Issues.ColumnKind;

namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>
/// The columns of issues.csv, issues.parquet and issues.jsonl, in their order. Other tools read them by name.
/// </summary>
internal static class IssueColumns
{
    private const string HighIsGood = "high is good";
    private const string HighIsBad = "high is bad";

    public static IReadOnlyList<IssueColumn> All { get; } =
    [
        new("file_name", Text, row => row.FileName, "Path of the image below the dataset's root, forward slashes."),
        new("sample_id", Text, row => row.SampleId, "First 16 hexadecimal digits of the SHA-256 of file_name (UTF-8)."),
        new("split", Text, row => row.Split, "train, val, test … where the dataset has splits."),
        new("given_label", Text, row => row.GivenLabel, "The label that the dataset gives."),
        new("predicted_label", Text, row => row.PredictedLabel, "The most probable class; may be the given one."),
        new("is_label_issue", Flag, row => row.IsLabelIssue, "The given label is reported as wrong."),
        new("label_quality", Score, row => row.LabelQuality, "Probability that the given label is right.", HighIsGood),
        new("label_score", Score, row => row.LabelScore,
            "The same as label_quality, under Datalab's name.", HighIsGood),
        new("mistakenness", Score, row => row.Mistakenness, "1 - label_quality, as FiftyOne has it.", HighIsBad),
        new("suggested_label", Text, row => row.SuggestedLabel, "The most probable class other than the given one."),
        new("suggested_label_confidence", Score, row => row.SuggestedLabelConfidence,
            "Probability that suggested_label is right.", "high speaks for the suggestion"),
        new("is_outlier_issue", Flag, row => row.IsOutlierIssue, "The image is unlike all others."),
        new("outlier_score", Score, row => row.OutlierScore,
            "How typical the image is.", "high is good, low is unlike all others"),
        new("is_near_duplicate_issue", Flag, row => row.IsNearDuplicateIssue, "Another image is almost the same."),
        new("near_duplicate_score", Score, row => row.NearDuplicateScore,
            "How far the nearest other image is.", "high is good, low is almost the same as another"),
        new("near_duplicate_set", Integer, row => row.NearDuplicateSet,
            "Number of the group of images that are almost the same."),
        new("is_ambiguous", Flag, row => row.IsAmbiguous, Ambiguity.Description),
        new("num_annotations", Integer, row => row.NumAnnotations, "Annotations of the image that count."),
        new("annotator_agreement", Score, row => row.AnnotatorAgreement,
            "Share of the annotations that agree with the consensus.", HighIsGood),
        new("consensus_label", Text, row => row.ConsensusLabel, "What the annotators and the model agree on."),
        new("consensus_quality_score", Score, row => row.ConsensusQualityScore,
            "Probability that consensus_label is right.", HighIsGood),
        new("review_state", Text, row => row.ReviewState,
            "accepted, kept, relabelled, excluded or unsure, once somebody decided."),
        new("corrected_label", Text, row => row.CorrectedLabel, "The label after review."),
        new("reviewed_by", Text, row => row.ReviewedBy, "Who decided."),
        new("reviewed_at", Timestamp, row => row.ReviewedAt, "When, ISO 8601, UTC."),
        new("model_version", Text, row => row.ModelVersion, "The model behind the predictions."),
        new("label_studio_task_id", Integer, row => row.LabelStudioTaskId,
            "The task in Label Studio, where there is one."),
    ];
}
