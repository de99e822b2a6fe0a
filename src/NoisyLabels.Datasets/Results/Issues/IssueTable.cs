namespace NoisyLabels.Datasets.Results.Issues;

/// <summary>Makes the rows of the tables of issues out of what a run found.</summary>
internal static class IssueTable
{
    /// <summary>One row for each image, in the order of the outcome's arrays; made as they are asked for.</summary>
    public static IEnumerable<IssueRow> Rows(RunOutcome outcome, string modelVersion) =>
        Enumerable.Range(0, outcome.Features.Items.Count).Select(i => Row(outcome, modelVersion, i));

    private static IssueRow Row(RunOutcome outcome, string modelVersion, int i)
    {
        var (classes, detection, neighbors) = (outcome.Dataset.Classes, outcome.Detection, outcome.Neighbors);
        var item = outcome.Features.Items[i];
        var suggested = detection.SuggestedLabel[i];
        return new IssueRow
        {
            FileName = item.FileName,
            Split = item.Split,
            GivenLabel = classes[item.GivenLabel],
            PredictedLabel = classes[detection.PredictedLabel[i]],
            IsLabelIssue = detection.IsLabelIssue[i],
            LabelQuality = detection.LabelQuality[i],
            SuggestedLabel = suggested < 0 ? null : classes[suggested],
            SuggestedLabelConfidence = suggested < 0 ? null : detection.SuggestedLabelConfidence[i],
            IsOutlierIssue = neighbors?.IsOutlier[i],
            OutlierScore = neighbors?.OutlierScore[i],
            IsNearDuplicateIssue = neighbors?.IsNearDuplicate[i],
            NearDuplicateScore = neighbors?.NearDuplicateScore[i],
            NearDuplicateSet = neighbors?.NearDuplicateSet[i],
            IsAmbiguous = Ambiguity.IsAmbiguous(detection.PredProbs.Row(i)),
            ModelVersion = modelVersion,
        };
    }
}
