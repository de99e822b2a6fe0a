using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Training;

/// <summary>From annotations and decisions to one given label a task, for one control.</summary>
internal sealed class LabelledTasks(
    LabelConfig config,
    ChoiceControl control,
    IReadOnlyList<AnnotationRecord> annotations,
    ProjectSettings settings)
{
    private readonly ILookup<long?, AnnotationRecord> _ofTask = annotations.ToLookup(annotation => annotation.TaskId);

    private readonly GroundTruthCount _groundTruths = new(
        annotations.Count(annotation => !annotation.WasCancelled),
        annotations.Count(annotation => annotation is { WasCancelled: false, GroundTruth: true }));

    private readonly ReadingRules _rules = new()
    {
        AcceptedPredictionWeight = settings.AcceptedPredictionWeight,
        GroundTruth = settings.GroundTruth switch
        {
            GroundTruthTrust.Always => GroundTruthUse.Always,
            GroundTruthTrust.Never => GroundTruthUse.Never,
            _ => GroundTruthUse.WhenExceptional,
        },
    };

    /// <summary>What each annotator says of the task; null where nobody labelled it.</summary>
    public TaskVotes? VotesOn(StoredTask task) => _ofTask[task.TaskId].Any()
        ? TaskVotes.Read(_ofTask[task.TaskId], config, control, task.Parsed(), _rules, _groundTruths)
        : null;

    /// <summary>Null where nobody labelled the task, or nothing that was said can be used.</summary>
    public Consensus? Of(StoredTask task) => VotesOn(task) is { } votes ? Consensus.Of(votes) : null;

    /// <summary>The classes of the configuration; of dynamic choices, those that were given.</summary>
    public IReadOnlyList<string> Classes(IEnumerable<Consensus?> labels) => control.OptionsKey is null
        ? [.. control.Labels.Select(label => label.Name)]
        : [.. labels.OfType<Consensus>().SelectMany(label => label.Classes).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What a person's decision makes of a label: certain, or no label at all.</summary>
    public static TaughtLabel Decided(TaughtLabel label, DecisionRow? decision) =>
        decision is null || !Enum.TryParse<DecisionKind>(decision.Kind, out var kind) ? label : kind switch
        {
            DecisionKind.Excluded => label with { Name = null },
            DecisionKind.Accepted or DecisionKind.Kept or DecisionKind.Relabelled when decision.ToLabel is { } right =>
                new TaughtLabel(right, 1, IsTrusted: true),
            _ => label,
        };
}
