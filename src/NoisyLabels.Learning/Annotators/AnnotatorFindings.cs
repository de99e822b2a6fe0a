using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Learning.Annotators;

/// <summary>What several annotators and a model say together, in cleanlab's words.</summary>
/// <param name="ConsensusLabel">[N].</param>
/// <param name="ConsensusQualityScore">[N] probability that the consensus is right, 0 to 1.</param>
/// <param name="AnnotatorAgreement">[N] share of the example's annotators that say the consensus, 0 to 1.</param>
/// <param name="Probabilities">[N, K] of the model and the annotators together.</param>
/// <param name="Annotators">[M].</param>
public sealed record AnnotatorFindings(
    int[] ConsensusLabel,
    double[] ConsensusQualityScore,
    double[] AnnotatorAgreement,
    FloatMatrix Probabilities,
    IReadOnlyList<AnnotatorQuality> Annotators);

/// <summary>One annotator's labels as a whole.</summary>
/// <param name="Labels">Examples that the annotator has labelled.</param>
/// <param name="Shared">Examples among them that others have labelled, too.</param>
/// <param name="AgreementWithConsensus">
/// Share of the shared examples on which the label is the consensus, 0 to 1; NaN without any.
/// </param>
/// <param name="Quality">Estimated share of the labels that are right, 0 to 1; NaN without labels.</param>
/// <param name="WorstClass">Class whose labels by this annotator have the least quality; -1 without labels.</param>
public sealed record AnnotatorQuality(
    int Labels, int Shared, double AgreementWithConsensus, double Quality, int WorstClass);
