using NoisyLabels.Contracts.Grains;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.Grains.Training;

/// <summary>The rows of a project at one moment.</summary>
/// <param name="Active">The version that predicts; null before the first.</param>
/// <param name="Before">What it says.</param>
internal sealed record TrainingData(
    IReadOnlyList<StoredTask> Tasks,
    IReadOnlyList<AnnotationRecord> Annotations,
    IReadOnlyList<DecisionRow> Decisions,
    VersionRow? Active,
    IReadOnlyList<Judgement> Before)
{
    /// <summary>Tasks with an annotation that is not skipped.</summary>
    public IReadOnlySet<long> LabelledTasks { get; } = Annotations
        .Where(annotation => !annotation.WasCancelled)
        .Select(annotation => annotation.TaskId).OfType<long>().ToHashSet();

    public static Task<TrainingData> ReadAsync(
        Database database, TrainingTicket ticket, IReadOnlyList<string> controls) =>
        database.ReadAsync(async session =>
        {
            var decisions = new List<DecisionRow>();
            foreach (var control in controls)
            {
                decisions.AddRange(await DecisionTable.CurrentAsync(session, ticket.Project, control));
            }

            var version = await VersionTable.ActiveAsync(session, ticket.Project);
            return new TrainingData(
                await TaskTable.ListAsync(session, ticket.Project),
                await AnnotationTable.ListAsync(session, ticket.Project),
                decisions,
                version,
                version is null ? [] : await JudgementTable.ListAsync(session, ticket.Project, version));
        });
}
