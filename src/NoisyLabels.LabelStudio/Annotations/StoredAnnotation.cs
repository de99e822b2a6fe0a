using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// What is kept of an annotation, even of a deleted one, so that a late event does not revive it.
/// </summary>
/// <param name="Id">Its number in Label Studio.</param>
/// <param name="Annotation">Null when it is known only as deleted.</param>
/// <param name="IsDeleted">Deleted, by itself or with its task.</param>
/// <param name="SeenAt">When the last message about it arrived, by our clock.</param>
public sealed record StoredAnnotation(long Id, AnnotationRecord? Annotation, bool IsDeleted, DateTimeOffset SeenAt);

/// <summary>
/// Compares what two records say about labels. Lead times, unique ids and the like differ between webhooks and exports
/// without meaning.
/// </summary>
internal static class AnnotationContent
{
    public static bool IsSame(AnnotationRecord one, AnnotationRecord other) =>
        one.TaskId == other.TaskId
        && one.CompletedBy == other.CompletedBy
        && one.WasCancelled == other.WasCancelled
        && one.GroundTruth == other.GroundTruth
        && one.ParentPrediction == other.ParentPrediction
        && one.UpdatedAt == other.UpdatedAt
        && one.Regions.Count == other.Regions.Count
        && one.Regions.Zip(other.Regions).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(ResultRegion one, ResultRegion other) =>
        one with { Choices = [] } == other with { Choices = [] }
        && one.Choices.Count == other.Choices.Count
        && one.Choices.Zip(other.Choices).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
}
