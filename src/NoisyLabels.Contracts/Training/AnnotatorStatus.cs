namespace NoisyLabels.Contracts.Training;

/// <summary>What the labels of one annotator look like beside those of the others and the model (CROWDLAB).</summary>
/// <param name="Annotator">Number of the user in Label Studio.</param>
/// <param name="Control">Name of the control.</param>
/// <param name="Labels">Images that the annotator has labelled.</param>
/// <param name="Shared">Those among them that somebody else has labelled, too.</param>
/// <param name="Agreement">Share of the shared images whose consensus the annotator says, 0 to 1; null without any.</param>
/// <param name="Quality">Estimated share of the annotator's labels that are right, 0 to 1.</param>
/// <param name="WorstClass">The class whose labels by this annotator are right least often.</param>
[GenerateSerializer, Immutable, Alias("NoisyLabels.AnnotatorStatus")]
public sealed record AnnotatorStatus(
    long Annotator, string Control, int Labels, int Shared, double? Agreement, double Quality, string WorstClass);
