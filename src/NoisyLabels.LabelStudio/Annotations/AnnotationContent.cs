using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// Whether two records say the same, as far as labels go. Lead times, unique ids and the like differ between webhooks
/// and exports without meaning.
/// </summary>
internal static class AnnotationContent
{
    public static bool Same(AnnotationRecord one, AnnotationRecord other) =>
        one.TaskId == other.TaskId
        && one.CompletedBy == other.CompletedBy
        && one.WasCancelled == other.WasCancelled
        && one.GroundTruth == other.GroundTruth
        && one.ParentPrediction == other.ParentPrediction
        && one.UpdatedAt == other.UpdatedAt
        && one.Regions.Count == other.Regions.Count
        && one.Regions.Zip(other.Regions).All(pair => Same(pair.First, pair.Second));

    private static bool Same(ResultRegion one, ResultRegion other) =>
        one with { Choices = [] } == other with { Choices = [] }
        && one.Choices.Count == other.Choices.Count
        && one.Choices.Zip(other.Choices).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
}
