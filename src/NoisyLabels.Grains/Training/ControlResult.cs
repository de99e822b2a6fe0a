using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Learning.Assistance;
using NoisyLabels.Learning.Numerics;

namespace NoisyLabels.Grains.Training;

/// <summary>What was learned for one control.</summary>
/// <param name="Classifiers">One for a single choice, one a class for a multiple choice; none without a model.</param>
/// <param name="Judgements">[N]; none without a model.</param>
/// <param name="Labels">[N] numbers of the labels that were learned from, -1 for none; empty for multiple choices.</param>
/// <param name="HeldOut">[N, K]; null for multiple choices.</param>
/// <param name="Notes">Sentences for people.</param>
internal sealed record ControlResult(
    string Control,
    IReadOnlyList<Classifier> Classifiers,
    IReadOnlyList<Judgement> Judgements,
    int[] Labels,
    FloatMatrix? HeldOut,
    IReadOnlyList<string> Notes)
{
    public static ControlResult Nothing(string control, string why) => new(control, [], [], [], null, [why]);

    /// <summary>Who has labelled, the least quality first; none for multiple choices.</summary>
    public IReadOnlyList<AnnotatorStatus> Annotators { get; init; } = [];

    public bool HasModel => Classifiers.Count > 0;
}
