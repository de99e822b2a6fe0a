using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// What is kept of an annotation; also of one that was deleted, so that a late event does not revive it.
/// </summary>
/// <param name="Id">Its number in Label Studio.</param>
/// <param name="Annotation">Null when it is known only as deleted.</param>
/// <param name="IsDeleted">Deleted, by itself or with its task.</param>
/// <param name="SeenAt">When the last message about it arrived, by our clock.</param>
public sealed record StoredAnnotation(long Id, AnnotationRecord? Annotation, bool IsDeleted, DateTimeOffset SeenAt);
