using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// What one message about one annotation changes of what is kept. The work is the same, whatever the project's size.
/// </summary>
/// <param name="Outcome">What it changes.</param>
/// <param name="Entry">What must be kept from now on; null only for <see cref="ChangeOutcome.Unnumbered"/>.</param>
/// <param name="ClearsOtherStars">
/// Somebody made it ground truth: Label Studio has taken that mark from the task's other annotations, without an event.
/// </param>
public sealed record AnnotationChange(ChangeOutcome Outcome, StoredAnnotation? Entry, bool ClearsOtherStars = false)
{
    /// <summary>Takes an event that says that the annotation was created or changed.</summary>
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
        if (stored?.Annotation is { } known && AnnotationContent.IsSame(known, incoming))
        {
            return new AnnotationChange(ChangeOutcome.Duplicate, entry);
        }

        var isStarred = incoming is { GroundTruth: true, UpdatedBy: not null }
            && stored?.Annotation?.GroundTruth is not true;
        return new AnnotationChange(ChangeOutcome.Applied, entry, isStarred);
    }

    /// <summary>Takes an event of its deletion, which may arrive before the event of its creation.</summary>
    public static AnnotationChange Delete(StoredAnnotation? stored, long id, DateTimeOffset now) =>
        stored is { IsDeleted: true }
            ? new AnnotationChange(ChangeOutcome.Duplicate, stored with { SeenAt = now })
            : new AnnotationChange(
                ChangeOutcome.Applied, new StoredAnnotation(id, stored?.Annotation, IsDeleted: true, now));

    private static bool IsOlder(AnnotationRecord incoming, AnnotationRecord? known) =>
        incoming.UpdatedAt is { } at && known?.UpdatedAt is { } latest && at < latest;
}

/// <summary>What a message about an annotation changes.</summary>
public enum ChangeOutcome
{
    /// <summary>It is new, or says something new.</summary>
    Applied,

    /// <summary>It says what is known already; Label Studio or a proxy sent it twice.</summary>
    Duplicate,

    /// <summary>It is older than what is known, or about something deleted.</summary>
    Late,

    /// <summary>It has no number and cannot be kept; an export will bring it.</summary>
    Unnumbered,
}
