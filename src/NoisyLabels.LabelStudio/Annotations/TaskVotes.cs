using NoisyLabels.LabelStudio.Labeling;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Annotations;

/// <summary>
/// The votes on one task: skipped annotations never count, the newest of each annotator does, drafts are no
/// annotations.
/// </summary>
/// <param name="Votes">Oldest first.</param>
/// <param name="Notes">Sentences: what of the results could not be used.</param>
public sealed record TaskVotes(IReadOnlyList<Vote> Votes, IReadOnlyList<string> Notes)
{
    public static TaskVotes Of(
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

            var evidence = EvidenceOf.Answer(annotation, label.Origin);
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
            _ => annotation.UpdatedBy is not null && project.Share <= rules.MostGroundTruth,
        };
}
