using System.Text.Json;
using NoisyLabels.Contracts.Corrections;
using NoisyLabels.Grains.Storage.Rows;

namespace NoisyLabels.Server.Api;

/// <summary>A labelled task with what the model and people say about its label.</summary>
/// <param name="FileName">Path in the dataset that was imported, else the name of the image.</param>
/// <param name="Sha256">Of the image's bytes.</param>
/// <param name="LabelQuality">Probability that the given label is right, 0 to 1; low is bad.</param>
/// <param name="SuggestedLabelConfidence">Probability that the suggested label is right, 0 to 1.</param>
/// <param name="ReviewState">A decision by name, or null when nobody has decided.</param>
/// <param name="CorrectedLabel">
/// The label that holds: the decided one; else the suggested one where the given one is reported as wrong; else the
/// given one. Null for an image that does not belong into the dataset.
/// </param>
/// <param name="Probabilities">Of each class by name.</param>
internal sealed record CorrectionItem(
    long TaskId,
    string FileName,
    string? Sha256,
    string GivenLabel,
    string? SuggestedLabel,
    double SuggestedLabelConfidence,
    double LabelQuality,
    bool IsLabelIssue,
    string? ReviewState,
    string? CorrectedLabel,
    string? ReviewedBy,
    DateTimeOffset? ReviewedAt,
    IReadOnlyDictionary<string, double> Probabilities)
{
    public static CorrectionItem Of(CorrectionRow row) => new(
        row.TaskId,
        TaskFileName.Of(row.Data, row.TaskId),
        row.ImageSha256,
        row.Given,
        row.Suggested,
        row.SuggestedConfidence,
        row.LabelQuality,
        row.IsLabelIssue,
        row.Decision,
        Corrected(row),
        row.Actor,
        row.DecidedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        JsonSerializer.Deserialize<Dictionary<string, double>>(row.Probabilities)!);

    private static string? Corrected(CorrectionRow row) => row.Decision switch
    {
        nameof(DecisionKind.Excluded) => null,
        nameof(DecisionKind.Unsure) => row.Given,
        null => row.IsLabelIssue ? row.Suggested ?? row.Given : row.Given,
        _ => row.DecidedLabel ?? row.Given,
    };
}
