using NoisyLabels.Contracts.Corrections;
using NoisyLabels.Grains.Storage.Rows;
using NoisyLabels.Grains.Storage.Tables;
using NoisyLabels.LabelStudio.Labeling;

namespace NoisyLabels.Grains.Projects;

internal sealed partial class ProjectGrain
{
    private const int MostDecisions = 10_000;

    public async Task<DecisionReply> Decide(DecisionBatch batch)
    {
        if (ControlOf(batch) is not { } control)
        {
            return Refused($"This project has no single choice called \"{batch.Control}\".");
        }

        if (batch.Decisions.Count is 0 or > MostDecisions || string.IsNullOrWhiteSpace(batch.Actor))
        {
            return Refused($"A batch has 1 to {MostDecisions} decisions, and says who decided.");
        }

        var judged = await JudgedAsync(control.Name, batch);
        var problems = new List<string>();
        var rows = new List<DecisionRow>();
        foreach (var decision in batch.Decisions)
        {
            var judgement = judged.GetValueOrDefault(decision.TaskId);
            if (Problem(decision, judgement, control) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            rows.Add(Row(decision, judgement!, batch.Actor));
        }

        if (problems.Count > 0)
        {
            return new DecisionReply(0, problems);
        }

        await database.WriteAsync(session => DecisionTable.AppendAsync(session, _key, rows));
        Changed(rows.Count);
        return new DecisionReply(rows.Count, []);
    }

    private static DecisionReply Refused(string problem) => new(0, [problem]);

    private ChoiceControl? ControlOf(DecisionBatch batch) => batch.Control is { } name
        ? _config.Controls.FirstOrDefault(control => control.Name == name && !control.IsMultiple)
        : _config.Controls.FirstOrDefault(control => !control.IsMultiple);

    private Task<IReadOnlyDictionary<long, Judgement>> JudgedAsync(string control, DecisionBatch batch) =>
        database.ReadAsync<IReadOnlyDictionary<long, Judgement>>(async session =>
        {
            var found = new Dictionary<long, Judgement>();
            if (await VersionTable.FindAsync(session, _key, _activeVersion) is not { } version)
            {
                return found;
            }

            foreach (var chunk in batch.Decisions.Select(decision => decision.TaskId).Distinct().Chunk(1000))
            {
                var judgements = await JudgementTable.OfTasksAsync(session, _key, version, chunk);
                var living = (await TaskTable.FindAsync(session, _key, chunk)).Select(task => task.TaskId).ToHashSet();
                foreach (var judgement in judgements.Where(
                    judgement => judgement.Control == control && living.Contains(judgement.TaskId)))
                {
                    found[judgement.TaskId] = judgement;
                }
            }

            return found;
        });

    private static string? Problem(Decision decision, Judgement? judgement, ChoiceControl control) => decision switch
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

    private DecisionRow Row(Decision decision, Judgement judgement, string actor) => new()
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
        ModelVersion = _activeVersion,
        Actor = actor,
        At = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
