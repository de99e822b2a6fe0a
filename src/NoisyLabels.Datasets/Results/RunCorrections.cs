using NoisyLabels.Datasets.Corrections;

namespace NoisyLabels.Datasets.Results;

/// <summary>
/// Turns the findings of a run into corrections: every image is listed, the flagged ones with another label.
/// </summary>
internal static class RunCorrections
{
    public static CorrectionSet Of(RunOutcome outcome, string modelVersion) => new(
        outcome.Info.Project,
        modelVersion,
        [.. Enumerable.Range(0, outcome.Features.Items.Count).Select(i => Correction(outcome, i))]);

    private static Correction Correction(RunOutcome outcome, int i)
    {
        var (classes, detection, item) = (outcome.Dataset.Classes, outcome.Detection, outcome.Features.Items[i]);
        var given = classes[item.GivenLabel];
        var isCorrected = detection.IsLabelIssue[i] && detection.SuggestedLabel[i] >= 0;
        return new Correction(
            item.FileName,
            given,
            isCorrected ? classes[detection.SuggestedLabel[i]] : given,
            isCorrected ? detection.SuggestedLabelConfidence[i] : detection.LabelQuality[i])
        {
            LabelQuality = detection.LabelQuality[i],
            State = isCorrected ? CorrectionState.Suggested : CorrectionState.Unchanged,
            Sha256 = outcome.Features.Facts[i].Sha256,
        };
    }
}
