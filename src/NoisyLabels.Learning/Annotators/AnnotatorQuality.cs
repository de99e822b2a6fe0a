namespace NoisyLabels.Learning.Annotators;

/// <summary>One annotator's labels as a whole.</summary>
/// <param name="Labels">Examples that the annotator has labelled.</param>
/// <param name="Shared">Those among them that others have labelled, too.</param>
/// <param name="AgreementWithConsensus">
/// Share of the shared examples on which the label is the consensus, 0 to 1; NaN without any.
/// </param>
/// <param name="Quality">Estimated share of the labels that are right, 0 to 1; NaN without labels.</param>
/// <param name="WorstClass">Class whose labels by this annotator have the least quality; -1 without labels.</param>
public sealed record AnnotatorQuality(
    int Labels, int Shared, double AgreementWithConsensus, double Quality, int WorstClass);
