namespace NoisyLabels.Server.Api;

/// <summary>The predecessor's file corrections.json: four lists of one length, every image in them.</summary>
/// <param name="CorrectedScores">
/// Probability of the label in <paramref name="CorrectedLabels"/>, 0 to 1; 1 where a person decided.
/// </param>
internal sealed record FourLists(
    IReadOnlyList<string> CorrectedPaths,
    IReadOnlyList<string> OriginalLabels,
    IReadOnlyList<string> CorrectedLabels,
    IReadOnlyList<double> CorrectedScores)
{
    public static FourLists Of(IReadOnlyCollection<Correction> items) => new(
        [.. items.Select(item => item.FileName ?? item.Image ?? "")],
        [.. items.Select(item => item.GivenLabel)],
        [.. items.Select(item => item.Final())],
        [.. items.Select(Score)]);

    private static double Score(Correction item) =>
        item.CorrectedLabel is not null ? 1
        : item.Final() == item.GivenLabel ? item.LabelQuality
        : item.SuggestedLabelConfidence;
}
