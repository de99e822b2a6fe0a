using NoisyLabels.Contracts;
using NoisyLabels.Contracts.Api;
using NoisyLabels.Grains.Storage;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Grains.Projects;

/// <summary>The decisions of people on the labels of a project: a batch is taken as a whole, or refused with reasons.</summary>
internal sealed class DecisionBook(Database database, ProjectKey key, TimeProvider clock)
{
    private const int MaxDecisions = 10_000;

    public async Task<DecisionReply> DecideAsync(DecisionBatch batch, LabelConfig config, string activeVersion)
    {
        if (ControlOf(config, batch) is not { } control)
        {
            return Refused($"This project has no single choice called \"{batch.Control}\".");
        }

        if (batch.Decisions.Count is 0 or > MaxDecisions || string.IsNullOrWhiteSpace(batch.Actor))
        {
            return Refused($"A batch has 1 to {MaxDecisions} decisions, and says who decided.");
        }

        var judged = await ReadJudgedAsync(control.Name, batch, activeVersion);
        var problems = new List<string>();
        var rows = new List<DecisionRow>();
        foreach (var decision in batch.Decisions)
        {
            var judgement = judged.GetValueOrDefault(decision.TaskId);
            if (Check(decision, judgement, control) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            rows.Add(Row(decision, judgement!, batch.Actor, activeVersion));
        }

        if (problems.Count > 0)
        {
            return new DecisionReply(0, problems);
        }

        await database.WriteAsync(session => DecisionTable.AppendAsync(session, key, rows));
        return new DecisionReply(rows.Count, []);
    }

    private static DecisionReply Refused(string problem) => new(0, [problem]);

    private static ChoiceControl? ControlOf(LabelConfig config, DecisionBatch batch) => batch.Control is { } name
        ? config.Controls.FirstOrDefault(control => control.Name == name && !control.IsMultiple)
        : config.Controls.FirstOrDefault(control => !control.IsMultiple);

    private Task<IReadOnlyDictionary<long, Judgement>> ReadJudgedAsync(
        string control, DecisionBatch batch, string activeVersion) =>
        database.ReadAsync<IReadOnlyDictionary<long, Judgement>>(async session =>
        {
            var found = new Dictionary<long, Judgement>();
            if (await VersionTable.FindAsync(session, key, activeVersion) is not { } version)
            {
                return found;
            }

            foreach (var chunk in batch.Decisions.Select(decision => decision.TaskId).Distinct().Chunk(1000))
            {
                var judgements = await JudgementTable.OfTasksAsync(session, key, version, chunk);
                var living = (await TaskTable.FindAsync(session, key, chunk)).Select(task => task.TaskId).ToHashSet();
                foreach (var judgement in judgements.Where(
                    judgement => judgement.Control == control && living.Contains(judgement.TaskId)))
                {
                    found[judgement.TaskId] = judgement;
                }
            }

            return found;
        });

    private static string? Check(Decision decision, Judgement? judgement, ChoiceControl control) => decision switch
    {
        _ when judgement?.Given is null =>
            $"Task {decision.TaskId} has no label that the active version has judged.",
        { Kind: DecisionKind.Relabelled, Label: null } =>
            $"A new label for task {decision.TaskId} is missing.",
        { Kind: DecisionKind.Relabelled, Label: { } label }
            when control.OptionsKey is null && control.Labels.All(known => known.Name != label) =>
            $"\"{label}\" is no choice of \"{control.Name}\".",
        { Kind: DecisionKind.Accepted } when judgement.Suggested is null =>
            $"Nothing is suggested for task {decision.TaskId}.",
        { Kind: not DecisionKind.Relabelled, Label: not null } =>
            $"Only a new label names one; task {decision.TaskId} is {decision.Kind}.",
        _ => null,
    };

    private DecisionRow Row(Decision decision, Judgement judgement, string actor, string activeVersion) => new()
    {
        Control = judgement.Control,
        TaskId = decision.TaskId,
        Kind = decision.Kind.ToString(),
        FromLabel = judgement.Given,
        ToLabel = decision.Kind switch
        {
            DecisionKind.Accepted => judgement.Suggested,
            DecisionKind.Kept => judgement.Given,
            DecisionKind.Relabelled => decision.Label,
            _ => null,
        },
        Score = judgement.LabelQuality,
        ModelVersion = activeVersion,
        Actor = actor,
        At = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
