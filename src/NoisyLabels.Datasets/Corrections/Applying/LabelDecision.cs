using System.Globalization;

namespace NoisyLabels.Datasets.Corrections.Applying;

/// <summary>What a correction comes to.</summary>
/// <param name="Label">The label from now on; null leaves the image out.</param>
/// <param name="Reason">For the manifest.</param>
/// <param name="IsBelowThreshold">Is it a suggestion that only its score held back?</param>
internal readonly record struct LabelDecision(string? Label, string Reason, bool IsBelowThreshold = false)
{
    public static LabelDecision Of(Correction correction, double threshold) => correction.State switch
    {
        CorrectionState.Excluded => new(null, "excluded by review"),
        CorrectionState.Kept => new(correction.OriginalLabel, "kept by review"),
        CorrectionState.Unsure => new(correction.OriginalLabel, "review was unsure"),
        _ when correction.CorrectedLabel == correction.OriginalLabel => new(
            correction.OriginalLabel, "nothing to correct"),
        CorrectionState.Accepted => new(correction.CorrectedLabel, "accepted by review"),
        CorrectionState.Relabelled => new(correction.CorrectedLabel, "relabelled by review"),
        _ when correction.Score >= threshold => new(
            correction.CorrectedLabel,
            string.Create(CultureInfo.InvariantCulture, $"score {correction.Score:0.######} >= {threshold}")),
        _ => new(
            correction.OriginalLabel,
            string.Create(CultureInfo.InvariantCulture, $"score {correction.Score:0.######} < {threshold}"),
            IsBelowThreshold: true),
    };
}
