using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// What an export shows and events did not: Label Studio sends each event at most once, and none at all for some
/// deletions, for imports and for stars that it takes away.
/// </summary>
/// <param name="Saved">What must be kept from now on.</param>
/// <param name="Deleted">Numbers of annotations that are gone.</param>
public sealed record Reconciliation(IReadOnlyList<StoredAnnotation> Saved, IReadOnlyList<long> Deleted)
{
    /// <summary>Compares what is kept with an export.</summary>
    /// <param name="stored">All that is kept of the project.</param>
    /// <param name="exported">All annotations of the export, skipped ones included.</param>
    /// <param name="exportBegan">When the export was asked for, by our clock; what arrived later is newer.</param>
    /// <param name="now">The time of this comparison.</param>
    public static Reconciliation Compare(
        IEnumerable<StoredAnnotation> stored,
        IEnumerable<AnnotationRecord> exported,
        DateTimeOffset exportBegan,
        DateTimeOffset now)
    {
        var known = stored.ToDictionary(entry => entry.Id);
        var saved = new List<StoredAnnotation>();
        var present = new HashSet<long>();
        foreach (var annotation in exported)
        {
            if (annotation.Id is not { } id || !present.Add(id))
            {
                continue;
            }

            var entry = known.GetValueOrDefault(id);
            if (entry is null || (entry.SeenAt < exportBegan && Differs(entry, annotation)))
            {
                saved.Add(new StoredAnnotation(id, annotation, IsDeleted: false, now));
            }
        }

        var deleted =
            from entry in known.Values
            where !entry.IsDeleted && entry.SeenAt < exportBegan && !present.Contains(entry.Id)
            select entry.Id;
        return new Reconciliation(saved, [.. deleted.Order()]);
    }

    private static bool Differs(StoredAnnotation entry, AnnotationRecord annotation) =>
        entry.IsDeleted || entry.Annotation is null || !AnnotationContent.IsSame(entry.Annotation, annotation);
}
