namespace NoisyLabels.Contracts.Api;

/// <summary>What an attempt found; its artifacts lie in the folder of the run and fence, its judgements in rows.</summary>
[GenerateSerializer, Immutable, Alias("NoisyLabels.TrainingOutcome")]
public sealed record TrainingOutcome
{
    /// <summary>False when there was nothing to learn from; <see cref="Sentences"/> say why.</summary>
    [Id(0)]
    public required bool HasModel { get; init; }

    /// <summary>The new model judges labels that it did not learn from no worse than the active one does.</summary>
    [Id(1)]
    public required bool IsNotWorse { get; init; }

    /// <summary>Images with a label that were learned from.</summary>
    [Id(2)]
    public required int Labelled { get; init; }

    /// <summary>Images in all.</summary>
    [Id(3)]
    public required int Images { get; init; }

    /// <summary>Share of the given labels that the model agrees with out of sample, 0 to 1; null without a model.</summary>
    [Id(4)]
    public double? HeldOutAgreement { get; init; }

    /// <summary>Labels that are suspected to be wrong.</summary>
    [Id(5)]
    public int Suspected { get; init; }

    /// <summary>What people should know.</summary>
    [Id(6)]
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The people who have labelled, the least quality first; none unless the settings ask for it.</summary>
    [Id(8)]
    public IReadOnlyList<AnnotatorStatus> Annotators { get; init; } = [];

    /// <summary>
    /// The active version at that time, when the new model was worse and there was something new to judge: its model goes
    /// on under the new version. Null otherwise.
    /// </summary>
    [Id(9)]
    public string? ModelOf { get; init; }

    /// <summary>Wall time of each phase in seconds.</summary>
    [Id(7)]
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();
}

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
