using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// The votes on one task. The newest annotation of each annotator counts; skipped ones and drafts never do.
/// </summary>
/// <param name="Votes">Oldest first.</param>
/// <param name="Notes">Sentences that say which parts of the results could not be used.</param>
public sealed record TaskVotes(IReadOnlyList<Vote> Votes, IReadOnlyList<string> Notes)
{
    public static TaskVotes Read(
        IEnumerable<AnnotationRecord> annotations,
        LabelConfig config,
        ChoiceControl control,
        TaskData data,
        ReadingRules rules,
        GroundTruthCount project)
    {
        var votes = new List<Vote>();
        var notes = new List<string>();
        var oldestFirst = annotations.OrderBy(At).ThenBy(annotation => annotation.Id ?? long.MaxValue);
        foreach (var annotation in oldestFirst)
        {
            var reading = AnnotationReader.Read(config, annotation, data);
            notes.AddRange(reading.Notes);
            if (reading.Labels.FirstOrDefault(label => label.Control == control.Name) is not { } label)
            {
                continue;
            }

            var evidence = EvidenceReader.Judge(annotation, label.Origin);
            var isTrusted = IsTrusted(annotation, rules, project);
            votes.RemoveAll(vote =>
                vote.Annotator is not null && vote.Annotator == annotation.CompletedBy && !vote.IsTrusted);
            votes.Add(new Vote
            {
                Annotator = annotation.CompletedBy,
                AnnotationId = annotation.Id,
                Classes = label.Classes,
                Evidence = evidence,
                Weight = isTrusted ? 1 : rules.WeightOf(evidence),
                IsTrusted = isTrusted,
                At = At(annotation),
            });
        }

        return new TaskVotes(votes, notes);
    }

    private static DateTimeOffset? At(AnnotationRecord annotation) => annotation.UpdatedAt ?? annotation.CreatedAt;

    private static bool IsTrusted(AnnotationRecord annotation, ReadingRules rules, GroundTruthCount project) =>
        annotation.GroundTruth
        && rules.GroundTruth switch
        {
            GroundTruthUse.Always => true,
            GroundTruthUse.Never => false,
            _ => annotation.UpdatedBy is not null && project.Share <= rules.MaxGroundTruthShare,
        };
}

/// <summary>What one annotator says about one task, for one control.</summary>
public sealed record Vote
{
    /// <summary>Number of the annotator; null where nobody is named, and each such vote counts.</summary>
    public long? Annotator { get; init; }

    public long? AnnotationId { get; init; }

    /// <summary>Names of classes; exactly one for a single choice.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>0 to 1; 0 says nothing.</summary>
    public required double Weight { get; init; }

    /// <summary>It is believed to be ground truth: a clean anchor.</summary>
    public bool IsTrusted { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <summary>How much of a project is marked as ground truth; skipped annotations do not count.</summary>
/// <param name="Annotations">All annotations of the project.</param>
/// <param name="GroundTruths">How many of them are marked.</param>
public sealed record GroundTruthCount(long Annotations, long GroundTruths)
{
    internal double Share => Annotations > 0 ? (double)GroundTruths / Annotations : 0;
}
