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
