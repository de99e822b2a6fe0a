using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// One message about one annotation against what is kept of it: constant work, whatever the project's size.
/// </summary>
/// <param name="Outcome">What it changes.</param>
/// <param name="Entry">What is to be kept from now on; null only for <see cref="ChangeOutcome.Unnumbered"/>.</param>
/// <param name="ClearsOtherStars">
/// Somebody made it ground truth: Label Studio has taken that mark from the task's other annotations, without an event.
/// </param>
public sealed record AnnotationChange(ChangeOutcome Outcome, StoredAnnotation? Entry, bool ClearsOtherStars = false)
{
    /// <summary>A webhook event says that it was created or changed.</summary>
    /// <param name="stored">What is kept under its number; null when nothing is.</param>
    /// <param name="incoming">What the event carries.</param>
    /// <param name="now">When it arrived.</param>
    public static AnnotationChange Save(StoredAnnotation? stored, AnnotationRecord incoming, DateTimeOffset now)
    {
        if (incoming.Id is not { } id)
        {
            return new AnnotationChange(ChangeOutcome.Unnumbered, null);
        }

        if (stored is { IsDeleted: true } || IsOlder(incoming, stored?.Annotation))
        {
            return new AnnotationChange(ChangeOutcome.Late, stored);
        }

        var entry = new StoredAnnotation(id, incoming, IsDeleted: false, now);
        if (stored?.Annotation is { } known && AnnotationContent.Same(known, incoming))
        {
            return new AnnotationChange(ChangeOutcome.Duplicate, entry);
        }

        var isStarred = incoming is { GroundTruth: true, UpdatedBy: not null }
            && stored?.Annotation?.GroundTruth is not true;
        return new AnnotationChange(ChangeOutcome.Applied, entry, isStarred);
    }

    /// <summary>An event says that it was deleted, perhaps before the one that says that it was created.</summary>
    public static AnnotationChange Delete(StoredAnnotation? stored, long id, DateTimeOffset now) =>
        stored is { IsDeleted: true }
            ? new AnnotationChange(ChangeOutcome.Duplicate, stored with { SeenAt = now })
            : new AnnotationChange(
                ChangeOutcome.Applied, new StoredAnnotation(id, stored?.Annotation, IsDeleted: true, now));

    private static bool IsOlder(AnnotationRecord incoming, AnnotationRecord? known) =>
        incoming.UpdatedAt is { } at && known?.UpdatedAt is { } latest && at < latest;
}
