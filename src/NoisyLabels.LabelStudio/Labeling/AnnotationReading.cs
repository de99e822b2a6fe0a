namespace NoisyLabels.LabelStudio.Labeling;

/// <param name="Labels">At most one for each control.</param>
/// <param name="Notes">Sentences: what of the result could not be used, and why.</param>
public sealed record AnnotationReading(IReadOnlyList<GivenLabel> Labels, IReadOnlyList<string> Notes);
